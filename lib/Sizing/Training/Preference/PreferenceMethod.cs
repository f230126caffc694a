namespace Sizing;

/// <summary>Preference and reinforcement tuning.</summary>
public enum PreferenceMethod
{
    /// <summary>Direct preference optimization: chosen and rejected sequences in one batch, log-probabilities of a reference model.</summary>
    Dpo,

    /// <summary>Odds-ratio preference optimization: as DPO, without a reference model.</summary>
    Orpo,

    /// <summary>A reward model: chosen and rejected sequences, a head of one output in place of the logits.</summary>
    Reward,

    /// <summary>Group-relative policy optimization: rollouts, a reference model, no value model.</summary>
    Grpo,

    /// <summary>Proximal policy optimization: rollouts, reference and reward models, a trained value model of the policy's size.</summary>
    Ppo,
}
