using Sizing.Inference;

namespace Sizing.Planning.Remedies;

/// <summary>Changes of a serving on the GPUs it has, weights aside.</summary>
internal static class ServingSteps
{
    private const double LargeShare = 0.95;
    private const int SmallStep = 2_048;
    private const int TokensOfBlock = 16;

    internal static IReadOnlyList<RemedyStep<Serving>> All { get; } =
    [
        new("utilization", RemedyPart.Share, Utilization),
        new("batched-tokens", RemedyPart.Batch, BatchedTokens),
        new("plan", RemedyPart.Plan, OtherPlan),
        new("kv-fp8", RemedyPart.Cache, Cache),
        new("sequences", RemedyPart.Sequences, FewerSequences),
        new("context", RemedyPart.Length, ShorterContext),
    ];

    private static (Serving, string)? Utilization(Serving serving) =>
        serving.Estimate().Setup is { Engine.Kind: EngineKind.Vllm or EngineKind.TensorRtLlm, Utilization.Value.Value: < LargeShare }
            ? (serving with { Utilization = LargeShare }, $"utilization {LargeShare}")
            : null;

    private static (Serving, string)? BatchedTokens(Serving serving) =>
        serving.Estimate().Setup is { Engine.Kind: not EngineKind.Transformers, BatchedTokens.Value.Whole: > SmallStep }
            ? (serving with { BatchedTokens = SmallStep }, $"batched tokens {SmallStep:N0}")
            : null;

    private static (Serving, string)? Cache(Serving serving)
    {
        var setup = serving.Estimate().Setup;
        if (setup.KvCache.BitsPerElement <= 9)
            return null;
        var type = setup.Engine.Kind is EngineKind.LlamaCpp ? DataType.Q8_0 : DataType.Fp8;
        return (serving with { KvCache = type }, $"KV cache {type}");
    }

    /// <summary>The plan of the same GPUs under which the most loaded one lacks least.</summary>
    private static (Serving, string)? OtherPlan(Serving serving)
    {
        var present = serving.Estimate().Setup.Plan;
        var best = Plans(present.Gpus).Where(plan => plan != present && PlanRules.Refusal(serving.Model, plan) is null)
            .Select(plan => serving with { Plan = plan, Gpus = null })
            .MinBy(changed => ServingRemedies.Evaluate(changed).Shortage.Count);
        return best is null ? null : (best, $"plan {best.Plan}");
    }

    private static IEnumerable<ServingPlan> Plans(int gpus) =>
        from tensor in Divisors(gpus)
        from pipeline in Divisors(gpus / tensor)
        let data = gpus / tensor / pipeline
        from expert in new[] { 1, tensor * data }.Distinct()
        select new ServingPlan(tensor, pipeline, data, expert);

    private static IEnumerable<int> Divisors(int number) => Enumerable.Range(1, number).Where(divisor => number % divisor == 0);

    /// <summary>As many sequences as fit.</summary>
    private static (Serving, string)? FewerSequences(Serving serving)
    {
        var estimate = serving.Estimate();
        if (estimate.Fits || serving.Concurrency == 1)
            return null;
        var fewest = Math.Max(1, (int)Math.Min(serving.Concurrency - 1.0, Math.Max(0, estimate.MaxConcurrency) * estimate.Setup.Plan.Data));
        return (serving with { Concurrency = fewest }, $"{fewest:N0} sequence{(fewest == 1 ? "" : "s")} at a time");
    }

    /// <summary>The longest context that fits, in whole blocks; of given prompts as much as it leaves.</summary>
    private static (Serving, string)? ShorterContext(Serving serving)
    {
        var estimate = serving.Estimate();
        if (estimate.Fits)
            return null;
        var (fits, fails) = (0, estimate.Setup.Context / TokensOfBlock + 1);
        while (fails - fits > 1)
        {
            var middle = (fits + fails) / 2;
            if (With(serving, middle * TokensOfBlock).Estimate().Fits)
                fits = middle;
            else
                fails = middle;
        }

        if (fits == 0)
            throw new SizingException($"no context fits, because the rest takes {estimate.Budget - estimate.KvPool} of {estimate.Budget}.");
        var context = fits * TokensOfBlock;
        return (With(serving, context), $"context {context:N0}");
    }

    private static Serving With(Serving serving, int context)
    {
        var output = serving.Output is { } asked ? Math.Min(asked, context - 1) : (int?)null;
        return serving with { Context = context, Output = output, Input = serving.Input is { } prompt ? Math.Max(1, Math.Min(prompt, context - (output ?? 0))) : null };
    }
}
