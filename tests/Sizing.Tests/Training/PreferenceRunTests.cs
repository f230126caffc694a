namespace Sizing.Tests.Training;

/// <summary>On Llama-2-7B: 6,738,415,616 parameters, 13,476,831,232 bytes in BF16.</summary>
public sealed class PreferenceRunTests
{
    private const long Bf16Weights = 2 * 6_738_415_616;

    private static readonly TrainingRun Policy = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("H200"))
    {
        Precision = TrainingPrecision.Bf16,
        Recompute = Recompute.Full,
        Sequence = 1024,
    };

    [Fact]
    public void Dpo_holds_a_reference_model_beside_the_policy_and_orpo_does_not() =>
        Assert.Equal(Bf16Weights, Training(new(Policy, PreferenceMethod.Dpo)) - Training(new(Policy, PreferenceMethod.Orpo)));

    [Fact]
    public void Precomputed_log_probabilities_and_adapters_spare_the_reference_model()
    {
        var adapter = Policy with { Adapter = new(16), Base = WeightFormat.Bf16 };

        Assert.Equal(Training(new(Policy, PreferenceMethod.Orpo)), Training(new(Policy, PreferenceMethod.Dpo) { PrecomputesReference = true }));
        Assert.Equal(Training(new(adapter, PreferenceMethod.Orpo)), Training(new(adapter, PreferenceMethod.Dpo)));
    }

    [Fact]
    public void A_rollout_engine_that_does_not_sleep_stays_while_the_policy_trains()
    {
        var run = new PreferenceRun(Policy, PreferenceMethod.Grpo) { RolloutCache = Bytes.FromGiB(10) };

        Assert.Equal(Bf16Weights + Bytes.FromGiB(10).Count, Training(run with { RolloutSleeps = false }) - Training(run));
    }

    [Fact]
    public void Ppo_trains_a_value_model_of_the_policys_size_beside_it()
    {
        var difference = Training(new(Policy, PreferenceMethod.Ppo)) - Training(new(Policy, PreferenceMethod.Grpo));

        // Pure BF16 states: weights 2 and AdamW 4 bytes a parameter.
        Assert.Equal(6 * 6_738_415_616, difference);
    }

    [Fact]
    public void The_peak_is_the_largest_phase()
    {
        var peak = new PreferenceRun(Policy, PreferenceMethod.Grpo) { RolloutCache = Bytes.FromGiB(10) }.Peak();

        Assert.Equal(["training", "rollout", "scoring"], peak.Children.Select(phase => phase.Name));
        Assert.Equal(peak.Children.Max(phase => phase.Value.Whole), peak.Value.Whole);
    }

    [Fact]
    public void Pairs_are_two_sequences_and_a_reward_head_has_no_logits()
    {
        // 2 · 3 pairs of sequences; with the loss of a language model 14 bytes a logit of 32,000, 1024 tokens a sequence.
        var policy = Policy with { MicroBatch = 3, Optimizer = Optimizer.Lomo };
        TrainingRun Doubled(LossPath? loss) => policy with { MicroBatch = 6, Loss = loss };

        Assert.Equal(Peak(Doubled(null)), Training(new(policy, PreferenceMethod.Orpo)));
        Assert.Equal(Peak(Doubled(LossPath.Cut)), Training(new(policy, PreferenceMethod.Reward)));
        Assert.Equal(Peak(policy), Training(new(policy, PreferenceMethod.Grpo) { PrecomputesReference = true }));
    }

    /// <summary>2 · P / N of the models that only run forward: tensor and pipeline ranks always divide them, data-parallel ranks where weights are sharded.</summary>
    [Theory]
    [InlineData(1, 1, 1, StateSharding.Weights, 1)]
    [InlineData(4, 1, 1, StateSharding.Optimizer, 1)]
    [InlineData(4, 1, 1, StateSharding.Weights, 4)]
    [InlineData(1, 2, 4, StateSharding.None, 8)]
    [InlineData(2, 2, 4, StateSharding.Weights, 16)]
    public void The_reference_model_is_divided_as_the_weights_are(int data, int tensor, int pipeline, StateSharding sharding, int ranks)
    {
        var policy = Policy with { Plan = new() { Data = data, Tensor = tensor, Pipeline = pipeline, Sharding = sharding } };

        Assert.Equal(Bf16Weights / ranks, Training(new(policy, PreferenceMethod.Dpo)) - Training(new(policy, PreferenceMethod.Orpo)));
    }

    [Fact]
    public void Scoring_needs_the_reference_or_the_reward_model_and_an_awake_engine_stays_beside_them()
    {
        var rules = new PreferenceRun(Policy, PreferenceMethod.Grpo) { PrecomputesReference = true };
        var rewarded = rules with { RewardModel = Policy.Model };

        Assert.Equal(["training", "rollout"], rules.Peak().Children.Select(phase => phase.Name));
        Assert.Equal(["training", "rollout", "scoring"], rewarded.Peak().Children.Select(phase => phase.Name));
        Assert.Equal(["training"], new PreferenceRun(Policy, PreferenceMethod.Orpo).Peak().Children.Select(phase => phase.Name));
        Assert.Equal(Bf16Weights + 1024, Scoring(rewarded with { RolloutSleeps = false, RolloutCache = new(1024) }) - Scoring(rewarded));
        Assert.Equal(Bf16Weights, Scoring(rewarded with { RolloutSleeps = false }) - Scoring(rewarded));
    }

    [Fact]
    public void An_engine_without_a_cache_is_its_weights_alone()
    {
        var rollout = new PreferenceRun(Policy, PreferenceMethod.Grpo).Peak().Children[1];

        Assert.Contains(rollout.Children, term => term.Name == "Weights of the rollout engine");
        Assert.DoesNotContain(rollout.Children, term => term.Name == "Rollout engine");
    }

    [Fact]
    public void The_answer_names_the_phase_and_for_training_its_event()
    {
        var training = new PreferenceRun(Policy, PreferenceMethod.Orpo).Estimate();
        var rollout = new PreferenceRun(Policy, PreferenceMethod.Grpo) { RolloutCache = Bytes.FromGiB(100) }.Estimate();

        Assert.Equal(("training", $"training, {training.Policy.PeakEvent}"), (training.PeakPhase.Name, training.PeakEvent));
        Assert.Equal(("rollout", "rollout"), (rollout.PeakPhase.Name, rollout.PeakEvent));
        Assert.True(training.Fits);
        Assert.StartsWith("Fits: ", training.Summary, StringComparison.Ordinal);
        Assert.False(rollout.Fits);
        Assert.StartsWith("Does not fit: ", rollout.Summary, StringComparison.Ordinal);
    }

    private static long Scoring(PreferenceRun run) => run.Peak().Children.Single(phase => phase.Name == "scoring").Value.Whole;

    private static long Peak(TrainingRun run) => run.Estimate().Memory.PeakBytes.Count;

    private static long Training(PreferenceRun run) => run.Peak().Children[0].Value.Whole;
}
