using Sizing.Explain;
using Sizing.Training;

namespace Sizing;

/// <summary>
/// Preference or reinforcement tuning on shared GPUs: which models are resident in which phase. Memory is the maximum over the phases.
/// </summary>
/// <param name="Policy">The training run of the policy; its micro-batch counts pairs for DPO, ORPO and reward models.</param>
/// <param name="Method">The method.</param>
public sealed record PreferenceRun(TrainingRun Policy, PreferenceMethod Method)
{
    internal const string TrainingPhase = "training";

    /// <summary>Whether reference log-probabilities are computed before training, so that no reference model is resident.</summary>
    public bool PrecomputesReference { get; init; }

    /// <summary>The reward model of PPO and GRPO, or null when rewards come from rules.</summary>
    public ModelSpec? RewardModel { get; init; }

    /// <summary>Memory that the rollout engine takes for KV cache and its own buffers on each GPU.</summary>
    public Bytes RolloutCache { get; init; }

    /// <summary>Whether the engine frees weights and cache while the policy trains (sleep mode); else they stay.</summary>
    public bool RolloutSleeps { get; init; } = true;

    /// <summary>Memory of all phases, and the training of the policy.</summary>
    /// <exception cref="SizingException">The settings of the policy contradict each other.</exception>
    public PreferenceEstimate Estimate()
    {
        var policy = Trained.Estimate();
        var peak = Peak();
        return new(this, peak, TrainingMemory.OnDevice(Policy, new(peak.Value.Whole)), policy);
    }

    /// <summary>The phases of a step with what is resident in each, and their maximum.</summary>
    public Term Peak()
    {
        var training = TrainingMemory.Of(Trained).Peak with { Name = "Policy at its peak" };
        List<Term> phases = [Phase(TrainingPhase, training, Held(Method is PreferenceMethod.Ppo ? ValueModel() : null, ReferenceModel(), RolloutSleeps ? null : Rollout()))];
        if (Generates)
            phases.Add(Phase("rollout", Resident("Policy between steps"), Held(ReferenceModel(), Reward(), Rollout())));
        if (ReferenceModel() is not null || Reward() is not null)
            phases.Add(Phase("scoring", Resident("Policy between steps"), Held(ReferenceModel(), Reward(), RolloutSleeps ? null : Rollout())));
        return Term.Maximum("Peak memory of preference tuning", TermKind.Other, phases);
    }

    /// <summary>Whether an adapter's base serves as the reference: switching the adapter off gives it at no memory.</summary>
    public bool SharesReference => Policy.Adapter is not null;

    private bool Generates => Method is PreferenceMethod.Grpo or PreferenceMethod.Ppo;

    private bool NeedsReference => Method is PreferenceMethod.Dpo or PreferenceMethod.Grpo or PreferenceMethod.Ppo;

    /// <summary>Pairs are two sequences in one forward pass; a reward head replaces the logits.</summary>
    private TrainingRun Trained => Method switch
    {
        PreferenceMethod.Dpo or PreferenceMethod.Orpo => Policy with { MicroBatch = 2 * Policy.MicroBatch },
        PreferenceMethod.Reward => Policy with { MicroBatch = 2 * Policy.MicroBatch, Loss = LossPath.Cut },
        PreferenceMethod.Grpo or PreferenceMethod.Ppo => Policy,
    };

    /// <summary>Weights of a model that only runs forward, in 16 bits, divided as the plan divides weights.</summary>
    /// <param name="parameters">P: parameters of the model.</param>
    /// <param name="ranks">N: ranks that divide them.</param>
    [Formula("2 · P / N")]
    [Source("huggingface/trl", "docs/source/dpo_trainer and ppo_trainer: reference and reward models are loaded beside the policy")]
    public static Bytes ForwardOnly(long parameters, int ranks) => DataType.Bf16.BytesOf(parameters).DividedOver(ranks);

    private Term? ReferenceModel() => NeedsReference && !PrecomputesReference && !SharesReference ? Model("Reference model", Policy.Model) : null;

    private Term? Reward() => Generates && RewardModel is { } model ? Model("Reward model", model) : null;

    private Term? ValueModel() => TrainingMemory.Of(Policy with { Loss = LossPath.Cut }).States is { } states ? states with { Name = "Value model between its steps" } : null;

    private Term Rollout() => RolloutCache.Count == 0
        ? Model("Weights of the rollout engine", Policy.Model)
        : Term.Sum("Rollout engine", TermKind.KvCache, Model("Weights of the rollout engine", Policy.Model), Term.Given("KV cache and buffers of the engine", TermKind.KvCache, RolloutCache));

    private Term Model(string name, ModelSpec model)
    {
        var ranks = Policy.Plan.Tensor * Policy.Plan.Pipeline * (Policy.Plan.Sharding is StateSharding.Weights ? Policy.Plan.Data : 1);
        var parameters = model.Parameters.Total;
        return Term.Computed(
            name, TermKind.Weights, ForwardOnly(parameters, ranks), ForwardOnly,
            new Input("P", "parameters", Amount.Exact(parameters, Unit.Parameters)), new Input("N", "ranks that divide them", ranks));
    }

    private Term Resident(string name) => TrainingMemory.Of(Trained).Steady with { Name = name };

    private static IReadOnlyList<Term> Held(params IReadOnlyList<Term?> terms) => [.. terms.OfType<Term>()];

    private static Term Phase(string name, Term policy, IReadOnlyList<Term> others) => Term.Sum(name, TermKind.Other, [policy, .. others]);
}
