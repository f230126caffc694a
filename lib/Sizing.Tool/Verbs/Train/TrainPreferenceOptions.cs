using System.CommandLine;

namespace Sizing.Tool.Verbs.Train;

/// <summary>The options of <c>train</c> for preference and reinforcement tuning.</summary>
internal sealed class TrainPreferenceOptions
{
    private readonly Option<string?> method = new("--preference") { Description = "Preference or reinforcement tuning: dpo, orpo, reward, grpo or ppo; --micro-batch then counts pairs.", HelpName = "NAME" };
    private readonly Option<bool> precomputed = new("--precomputed-reference") { Description = "Log-probabilities of the reference are computed beforehand; no reference model is resident." };
    private readonly Option<string?> reward = new("--reward-model") { Description = "The reward model of PPO and GRPO; by default rewards come from rules.", HelpName = "MODEL" };
    private readonly Option<double?> cache = new("--rollout-gib") { Description = "Memory of the rollout engine's KV cache and buffers on each GPU.", HelpName = "GIB" };
    private readonly Option<bool> awake = new("--rollout-stays") { Description = "The rollout engine keeps weights and cache while the policy trains." };

    internal IEnumerable<Option> All => [method, precomputed, reward, cache, awake];

    /// <summary>The run, or null when plain training is asked for.</summary>
    internal PreferenceRun? Read(ParseResult parsed, TrainingRun policy)
    {
        var name = parsed.GetValue(method);
        bool Is(params IReadOnlyList<string> methods) => name is not null && methods.Contains(name);
        UnreadOptions.Refuse(
            parsed,
            (precomputed, Is("dpo", "grpo", "ppo"), "--preference dpo, grpo or ppo"), (reward, Is("grpo", "ppo"), "--preference grpo or ppo"),
            (cache, Is("grpo", "ppo"), "--preference grpo or ppo"), (awake, Is("grpo", "ppo"), "--preference grpo or ppo"));
        return name is null ? null : Named(policy, name, parsed);
    }

    private PreferenceRun Named(TrainingRun policy, string name, ParseResult parsed) => new(policy, Named(name))
    {
        PrecomputesReference = parsed.GetValue(precomputed),
        RewardModel = parsed.GetValue(reward) is { } model ? Catalog.Model(model) : null,
        RolloutCache = Memory.Of(parsed, cache),
        RolloutSleeps = !parsed.GetValue(awake),
    };

    private static PreferenceMethod Named(string name) => name switch
    {
        "dpo" => PreferenceMethod.Dpo,
        "orpo" => PreferenceMethod.Orpo,
        "reward" => PreferenceMethod.Reward,
        "grpo" => PreferenceMethod.Grpo,
        "ppo" => PreferenceMethod.Ppo,
        _ => throw new SizingException($"--preference '{name}' is unknown; known: dpo, orpo, reward, grpo, ppo."),
    };
}
