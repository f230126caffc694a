using Sizing.Inference;

namespace Sizing.Performance;

/// <summary>Derives the speed of an estimate: the shape of its requests, the sequences it can run, its traffic.</summary>
internal static class ServingSpeeds
{
    private const int DefaultInput = 1024;
    private const int DefaultOutput = 256;

    internal static ServingSpeed Of(ServingEstimate estimate)
    {
        var asked = estimate.Setup.Asked;
        var request = RequestOf(estimate.Setup);
        var running = asked.Measured.RunningSequences;
        return new(
            SpeedModel.Of(estimate.Setup, request), running ?? asked.Concurrency, asked.Load.RequestsPerSecond,
            running / estimate.Setup.Plan.Data ?? SlotsOf(estimate, request));
    }

    /// <summary>One sentence that says that more requests arrive than are finished, or null.</summary>
    internal static string? Overload(ServingEstimate estimate)
    {
        var setup = estimate.Setup;
        if (setup.Asked.Load.RequestsPerSecond is not { } rate || estimate.MaxConcurrency < 1)
            return null;
        var request = RequestOf(estimate.Setup);
        var model = SpeedModel.Of(setup, request);
        var most = OperatingPoint.MostRequestsPerSecond(model.Work, model.Rates, SlotsOf(estimate, request)) * setup.Plan.Data;
        var enough = Math.Ceiling(rate / (most * LatencyTargets.Of(setup.Asked.Load).Load));
        return rate < most ? null
            : $"{rate:0.###} requests per second are more than the {most:0.###} that this deployment finishes; take {enough:N0} of it.";
    }

    /// <summary>The shape that was asked; without one, 1,024 tokens in and 256 out, less where the context is shorter.</summary>
    internal static RequestShape RequestOf(ServingSetup setup)
    {
        var (asked, context) = (setup.Asked, setup.Context);
        var output = asked.Output ?? Math.Max(1, Math.Min(DefaultOutput, context - (asked.Input ?? 0)));
        var input = asked.Input ?? Math.Max(1, Math.Min(DefaultInput, context - output));
        return new(input, output)
        {
            PrefixHit = asked.PrefixHit,
            Drafted = asked.Load.Drafted,
            Accepted = asked.Load.Accepted,
            Sampled = asked.Load.Sampled,
            Rounds = asked.Load.Rounds ?? 0,
            AllAtOnce = asked.Load.AllAtOnce,
            HeldSteps = asked.Load.HeldSteps,
            PollSteps = asked.Load.PollSteps,
            HostSeconds = asked.Load.HostSeconds,
            CapturedTokens = asked.Load.CapturedTokens,
        };
    }

    /// <summary>A sequence of the mean length in the cache.</summary>
    internal static KvSequence MeanSequence(ServingSetup setup, KvLayout layout, RequestShape request) =>
        layout.SequenceOf(request.Input + request.Output / 2, setup.BatchedTokens.Value.Whole);

    /// <summary>What the cache holds at the mean length of a sequence, within the scheduler's limit; the limit where it holds less than one.</summary>
    internal static double Slots(KvSequence mean, Bytes pool, double limit) => mean.In(pool) is >= 1 and var held ? Math.Min(held, limit) : limit;

    private static double SlotsOf(ServingEstimate estimate, RequestShape request)
    {
        var setup = estimate.Setup;
        return Slots(MeanSequence(setup, estimate.Kv.Layout, request), estimate.KvPool, setup.MaxSequences.Value.Value);
    }
}
