using Sizing.Explain;
using Sizing.Inference;
using Sizing.Performance;

namespace Sizing;

/// <summary>
/// What a model takes on a GPU of the stage that limits, and how many sequences it holds. Every number is a <see cref="Term"/> with its
/// formula, inputs and sources, or follows from terms.
/// </summary>
[TypeFormatterSource]
public sealed record ServingEstimate : IEstimate
{
    internal ServingEstimate(ServingSetup setup, IReadOnlyList<StageMemory> stages, StageMemory stage, Term? host, Bytes readOfToken)
    {
        Setup = setup;
        Stages = stages;
        Stage = stage;
        HostMemory = host;
        HostReadOfToken = readOfToken;
        Kv = new(setup, stage);
        Memory = Term.Sum("Memory per GPU", TermKind.Other, [.. stage.Paid, Kv.Requested]);
        Verdict = ServingVerdict.Of(this);
    }

    /// <summary>The settings, all decided.</summary>
    public ServingSetup Setup { get; }

    /// <summary>The engine's accounting on a GPU of each pipeline stage.</summary>
    public IReadOnlyList<StageMemory> Stages { get; }

    /// <summary>The engine's accounting on the GPU that limits.</summary>
    public StageMemory Stage { get; }

    /// <summary>The KV cache: its pool, and what it holds.</summary>
    public KvCapacity Kv { get; }

    /// <summary>What the GPU holds with all sequences at their longest: weights, activations, overhead, KV cache.</summary>
    public Term Memory { get; }

    /// <summary>What is kept in the memory of the host, or null where nothing is.</summary>
    public Term? HostMemory { get; }

    /// <summary>Bytes of weights that the processor of the host reads for a token of one sequence.</summary>
    internal Bytes HostReadOfToken { get; }

    /// <summary>Whether it fits, and why not.</summary>
    public ServingVerdict Verdict { get; }

    /// <summary>Weights of the most loaded GPU, the buffers beside them included.</summary>
    public Bytes Weights => new(Stage.Weights.Value.Whole);

    /// <summary>Weights of the whole text model in its files, without what engines add.</summary>
    public Bytes CheckpointBytes => Inference.Weights.CheckpointBytes(Setup.Model, Setup.Weights);

    /// <summary>The peak of activations.</summary>
    public Bytes Activations => new(Stage.Activations.Value.Whole);

    /// <summary>Memory outside the tensor allocator.</summary>
    public Bytes NonTorch => new(Stage.NonTorch.Value.Whole);

    /// <summary>CUDA graphs.</summary>
    public Bytes Graphs => new(Stage.Graphs.Value.Whole);

    /// <summary>What the budget pays beside weights, activations and KV cache.</summary>
    public Bytes Overhead => Stage.Paid.Where(term => term != Stage.Weights && term != Stage.Activations)
        .Aggregate(Bytes.Zero, (sum, term) => sum + new Bytes(term.Value.Whole));

    /// <summary>The memory the GPU is sold with.</summary>
    public Bytes Nominal => Setup.Gpu.NominalMemory;

    /// <summary>The memory a process sees.</summary>
    public Bytes Usable => new(Setup.Usable.Value.Whole);

    /// <summary>The memory that the engine allows itself.</summary>
    public Bytes Budget => new(Stage.Budget.Value.Whole);

    /// <summary>The memory given to the KV cache; negative when weights and overhead alone exceed the budget.</summary>
    public Bytes KvPool => new(Stage.KvPool.Value.Whole);

    /// <summary>Tokens that the KV cache of one replica holds, as the engine logs them.</summary>
    public long CapacityTokens => Kv.Tokens;

    /// <summary>Sequences of the longest context that the KV cache of one replica holds.</summary>
    public double MaxConcurrency => Kv.MaxConcurrency;

    /// <summary>Whether weights, overhead and all sequences at their longest fit.</summary>
    public bool Fits => Verdict.Fits;

    /// <summary>One sentence that says why it does not fit, or null.</summary>
    public string? WhyNot => Verdict.WhyNot;

    /// <summary>What the budget has left; negative when it does not fit.</summary>
    public Bytes RoomLeft => Budget - new Bytes(Memory.Value.Whole);

    /// <summary>What the reader should know beside the verdict, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => Verdict.Warnings;

    /// <summary>One sentence that says why no speed is predicted, or null.</summary>
    public string? WhyNoSpeed => SpeedModel.Refusal(Setup) ?? ServingSpeeds.Overload(this);

    /// <summary>How fast it answers under the traffic of <see cref="Serving.Load"/>, computed at each call.</summary>
    /// <exception cref="SizingException">Speed is not predicted for the GPU or the engine (<see cref="WhyNoSpeed"/>), or the rate is too high.</exception>
    public ServingSpeed Speed() => ServingSpeeds.Of(this);

    /// <inheritdoc/>
    public string Subject => $"{Setup.Model.Name} in {Setup.Weights} on {Setup.Plan.Gpus} × {Setup.Gpu.Name}{(Setup.PromptGpus > 0 ? $" and {Setup.PromptGpus} more for prompts" : "")}, {Setup.Engine}";

    /// <inheritdoc/>
    public string Summary => Fits
        ? $"Fits: the KV cache of {KvPool} holds {CapacityTokens:N0} tokens, {MaxConcurrency:0.0} sequences of {Setup.Context:N0}{Range}."
        : $"Does not fit: {WhyNot}";

    /// <inheritdoc/>
    public IReadOnlyList<Term> Terms => HostMemory is { } host ? [Memory, Stage.KvPool, host] : [Memory, Stage.KvPool];

    private string Range => Kv.PoolBand is { Low: var low, High: var high } && low < high ? $" ({Kv.MaxConcurrencyLow:0.0} to {Kv.MaxConcurrencyHigh:0.0})" : "";

    /// <summary>Subject and summary.</summary>
    public override string ToString() => $"{Subject}: {Summary}";
}
