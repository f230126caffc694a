namespace Sizing.Performance;

/// <summary>Derives the speed of an estimate: the shape of its requests, the sequences it can run, its traffic.</summary>
internal static class ServingSpeeds
{
    private const int DefaultInput = 1024;
    private const int DefaultOutput = 256;

    internal static ServingSpeed Of(ServingEstimate estimate)
    {
        var asked = estimate.Setup.Asked;
        var request = RequestOf(estimate);
        return new(SpeedModel.Of(estimate.Setup, request), asked.Concurrency, asked.Load.RequestsPerSecond, SlotsOf(estimate, request));
    }

    /// <summary>The shape that was asked; without one, 1,024 tokens in and 256 out, less where the context is shorter.</summary>
    private static RequestShape RequestOf(ServingEstimate estimate)
    {
        var (asked, context) = (estimate.Setup.Asked, estimate.Setup.Context);
        var output = asked.Output ?? Math.Max(1, Math.Min(DefaultOutput, context - (asked.Input ?? 0)));
        var input = asked.Input ?? Math.Max(1, Math.Min(DefaultInput, context - output));
        return new(input, output)
        {
            ComputedShare = 1 - asked.PrefixHit,
            Drafted = asked.Load.Drafted,
            Accepted = asked.Load.Accepted,
        };
    }

    /// <summary>What the cache holds at the mean length of a sequence, within the scheduler's limit; at least one.</summary>
    private static double SlotsOf(ServingEstimate estimate, RequestShape request)
    {
        var setup = estimate.Setup;
        var limit = setup.MaxSequences.Value.Value;
        if (estimate.Kv.Layout.Groups.Count == 0 || estimate.KvPool <= Bytes.Zero)
            return limit;
        var held = estimate.Kv.Layout.SequencesIn(estimate.KvPool, request.Input + request.Output / 2, setup.BatchedTokens.Value.Whole);
        return held < 1 ? limit : Math.Min(held, limit);
    }
}
