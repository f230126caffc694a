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

    private static long Training(PreferenceRun run) => run.Peak().Children[0].Value.Whole;
}
