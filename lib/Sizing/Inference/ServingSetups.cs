using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>Decides the settings of a <see cref="Serving"/>: what was asked, else the engine's default.</summary>
internal static class ServingSetups
{
    private static readonly Source Asked = new("the setting", "given by the caller");

    internal static ServingSetup Of(Serving serving)
    {
        Check(serving);
        var engine = serving.Engine ?? ServingEngine.Default;
        if (serving.KvCache is { } cache && EngineFormats.CacheRefusal(engine, serving.Gpu, cache) is { } refused)
            throw new SizingException(refused);
        var constants = EngineConstants.Of(engine);
        if ((KvTiers.Refusal(serving, engine, constants) ?? SglangStates.Refusal(serving, engine, constants)) is { } refusal)
            throw new SizingException(refusal);
        var plan = PlanRules.PlanOf(serving);
        if (EngineRules.Refusal(serving, engine, plan) is { } unstartable)
            throw new SizingException(unstartable);
        if (plan.Context > 1 && !constants.Has(ContextParallel.Flag))
            throw new SizingException($"{engine} does not divide the tokens of the KV cache over ranks, or it is not modelled; leave out CP.");
        var context = ContextOf(serving);
        var weights = serving.Weights ?? WeightFormat.Of(serving.Model);
        var activation = ComputedIn(serving, engine);
        return new()
        {
            Asked = serving,
            Engine = engine,
            Constants = constants,
            Plan = plan,
            Context = context,
            Host = HostPlacement.Of(serving, engine, constants),
            Weights = weights,
            Activation = activation,
            KvCache = serving.KvCache ?? activation,
            Utilization = serving.Utilization is { } share
                ? Given("u", "share of memory the engine takes", Amount.Of(share))
                : EngineDefaults.Utilization(serving, engine, constants, plan),
            MaxSequences = serving.MaxSequences is { } sequences
                ? Given("B", "sequences in a step", Amount.Exact(sequences, Unit.Sequences))
                : EngineDefaults.Sequences(serving, engine, constants, plan),
            BatchedTokens = serving.BatchedTokens is { } tokens
                ? Given("T", "tokens in a step", Amount.Exact(tokens, Unit.Tokens))
                : EngineDefaults.Tokens(serving, engine, constants, context),
        };
    }

    /// <summary>The type that is computed in: that of unquantized weights when one is asked for, else the model's own; FP32 models are run in BF16.</summary>
    internal static DataType ActivationOf(ModelSpec model, WeightFormat? weights)
    {
        DataType[] plain = [DataType.Fp32, DataType.Bf16, DataType.Fp16];
        if (weights is { } asked && Array.Find(plain, type => type.Name == asked.Name) is { } given)
            return given;
        return model.StoredType == DataType.Fp16 ? DataType.Fp16 : DataType.Bf16;
    }

    /// <summary>Quantized weights state no type of their own, so that an engine chooses: FP16 where it falls back to it.</summary>
    private static DataType ComputedIn(Serving serving, ServingEngine engine)
    {
        var stated = ActivationOf(serving.Model, serving.Weights);
        var isQuantized = serving.Weights is { } weights ? weights.Name is not ("fp32" or "bf16" or "fp16") : serving.Model.QuantizationConfig is not null;
        return isQuantized && EngineFormats.FallbackTo16(engine, serving.Gpu, serving.Model, stated) is not null ? DataType.Fp16 : stated;
    }

    internal static Input Given(string symbol, string meaning, Amount value) =>
        new(symbol, meaning, value, Term.Given(meaning, TermKind.Other, value, Asked));

    private static int ContextOf(Serving serving) =>
        serving.Context
        ?? (serving.Input is null && serving.Output is null ? serving.Model.MaxContext : (serving.Input ?? 0) + (serving.Output ?? 0) + serving.ImageTokens)
        ?? throw new SizingException($"{serving.Model.Name} names no longest context; give the context.");

    private static void Check(Serving serving)
    {
        Positive(serving.Gpus, "The number of GPUs");
        Positive(serving.Context, "The context");
        Positive(serving.Input, "The input");
        Positive(serving.Output, "The output");
        Positive(serving.Concurrency, "The concurrency");
        Positive(serving.MaxSequences, "The sequence limit");
        Positive(serving.BatchedTokens, "The token limit");
        Positive(serving.Adapters?.Count, "The number of adapters");
        Positive(serving.Adapters?.Rank, "The adapter rank");
        Positive(serving.Load.RequestsPerSecond, "The rate");
        Positive(serving.Load.TargetFirstTokenSeconds, "The target for the first token");
        Positive(serving.Load.TargetPerTokenSeconds, "The target for a token");
        Positive(serving.Load.Rounds, "The number of rounds");
        if (!(serving.Load.HostSeconds >= 0 && serving.Load.HeldSteps >= 0))
            throw new SizingException("The time that GPUs wait for the host, and the steps that a prompt is held back, must not be negative.");
        Positive(serving.Load.PollSteps, "The number of steps between looks for requests");
        Positive(serving.Load.PrefillReplicas, "The number of replicas that compute prompts");
        Positive(serving.Load.KvLinkBytesPerSecond, "The rate at which a prompt's cache is received");
        Positive(serving.Load.CapturedTokens, "The number of captured tokens");
        if (serving.Load.QueueLoad is not (null or (> 0 and <= 1)))
            throw new SizingException($"The queue load must lie between 0 and 1; {serving.Load.QueueLoad} was given.");
        Positive(serving.Prices.RentPerGpuHour, "The rent of a GPU-hour");
        Positive(serving.Prices.PurchasePerGpu, "The price of a GPU");
        Positive(serving.Prices.AmortizationYears, "The years of amortization");
        Positive(serving.Prices.PerKilowattHour, "The price of a kilowatt-hour");
        if (serving.Prices.Pue is < 1 or double.NaN or double.PositiveInfinity)
            throw new SizingException($"The power usage effectiveness is at least 1; {serving.Prices.Pue} was given.");
        if (serving.Prices.BusyShare is not (> 0 and <= 1))
            throw new SizingException($"The busy share must lie between 0 and 1; {serving.Prices.BusyShare} was given.");
        if (serving.System is { } system && system.Gpu != serving.Gpu)
            throw new SizingException($"A {system.Name} holds {system.Gpu.Name}, not {serving.Gpu.Name}; name one of the two.");
        if (serving.RedundantExperts < 0 || serving.ImageTokens < 0 || serving.KvOffload < Bytes.Zero)
            throw new SizingException("Redundant experts, image tokens and offloaded memory must not be negative.");
        if (serving.HeldMemory < Bytes.Zero || serving.HeldMemory >= serving.Gpu.UsableMemory)
            throw new SizingException($"Others hold {serving.HeldMemory} of the {serving.Gpu.UsableMemory} of a {serving.Gpu.Name}; give less than that, and not less than nothing.");
        if (serving.PrefixHit is < 0 or > 1 or double.NaN)
            throw new SizingException($"The prefix hit rate must lie between 0 and 1; {serving.PrefixHit} was given.");
        if (serving is { WithoutPrefixCache: true, PrefixHit: > 0 })
            throw new SizingException("Without a prefix cache no prefix is kept; leave out the hit rate.");
        if (serving.Utilization is <= 0 or > 1 or double.NaN)
            throw new SizingException($"The utilization must lie between 0 and 1; {serving.Utilization} was given.");
        if (serving.Context is { } context && (serving.Input ?? 0) + (long)(serving.Output ?? 0) > context)
            throw new SizingException($"Input and output together are longer than the context of {context:N0} tokens.");
    }

    private static void Positive(double? value, string what)
    {
        if (value is not (null or (> 0 and < double.PositiveInfinity)))
            throw new SizingException($"{what} must be a positive number; {value} was given.");
    }

    private static void Positive(int? value, string what)
    {
        if (value is <= 0)
            throw new SizingException($"{what} must be at least 1; {value} was given.");
    }
}
