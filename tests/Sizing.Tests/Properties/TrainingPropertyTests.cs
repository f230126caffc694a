using FsCheck.Fluent;

namespace Sizing.Tests.Properties;

public sealed class TrainingPropertyTests
{
    [Fact]
    public void Every_node_of_an_estimate_is_the_sum_or_the_maximum_of_its_children() =>
        Generated.Holds(Generated.Runs, run => run.Estimate().Terms.All(Trees.IsSound));

    [Fact]
    public void A_larger_micro_batch_never_peaks_lower() => Generated.Holds(Generated.Runs, run =>
        Peak(run) <= Peak(run with { MicroBatch = run.MicroBatch + 1 }));

    [Fact]
    public void A_longer_sequence_never_peaks_lower() => Generated.Holds(Generated.Runs, run =>
        Peak(run) <= Peak(run with { Sequence = run.Sequence + 64 }));

    [Fact]
    public void The_peak_is_never_below_what_stays_between_steps() => Generated.Holds(Generated.Runs, run =>
    {
        var memory = run.Estimate().Memory;
        return memory.SteadyBytes <= memory.PeakBytes && memory.PeakBytes <= memory.Reserved && memory.Reserved.Count <= memory.Device.Value.Whole;
    });

    [Fact]
    public void Each_zero_stage_keeps_no_more_between_steps_than_the_one_before() => Generated.Holds(
        Generated.Runs.SelectMany(_ => Gen.Choose(2, 64), (run, ranks) => (run, ranks)),
        pair =>
        {
            var steady = Enum.GetValues<StateSharding>().Select(sharding => Steady(pair.run with { Plan = new() { Data = pair.ranks, Sharding = sharding } })).ToList();
            return steady.SequenceEqual(steady.OrderDescending());
        });

    [Fact]
    public void Recomputing_more_never_peaks_higher() => Generated.Holds(Generated.Runs, run =>
        Peak(run with { Recompute = Recompute.Selective }) <= Peak(run with { Recompute = Recompute.None }));

    [Fact]
    public void An_adapter_trains_fewer_parameters_than_the_model_has() => Generated.Holds(
        Generated.Runs.Where(run => run.Model.HiddenSize > 64),
        run => (run with { Adapter = new(8) }).Estimate().Memory.TrainableParameters < run.Model.Tensors().Sum(tensor => tensor.Elements));

    private static Bytes Peak(TrainingRun run) => run.Estimate().Memory.PeakBytes;

    private static Bytes Steady(TrainingRun run) => run.Estimate().Memory.SteadyBytes;
}
