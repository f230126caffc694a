using Sizing.Explain;
using Sizing.Training;

namespace Sizing.Notebook.Claims;

/// <summary>The models and runs that the articles speak of.</summary>
internal static class Cases
{
    internal static ModelSpec Llama3 { get; } = Catalog.Model("meta-llama/Meta-Llama-3-8B-Instruct");

    internal static ModelSpec Llama2 { get; } = Catalog.Model("meta-llama/Llama-2-7b-hf");

    internal static ModelSpec Llama2Of13B { get; } = Catalog.Model("meta-llama/Llama-2-13b-hf");

    /// <summary>BF16 weights of a model.</summary>
    internal static Bytes Weights(ModelSpec model) => Inference.Weights.CheckpointBytes(model, WeightFormat.Bf16);

    /// <summary>One conversation of a model in BF16 on a card, by the newest vLLM.</summary>
    internal static Serving Serve(ModelSpec model, string gpu, int context = 8192) =>
        new(model, Catalog.Gpu(gpu)) { Context = context, Weights = WeightFormat.Bf16 };

    /// <summary>What a card needs for weights, engine and so many conversations.</summary>
    internal static Bytes Needed(Serving serving, int conversations)
    {
        var estimate = serving.Estimate();
        return estimate.Budget - estimate.KvPool
            + Inference.KvCache.BytesPerBatch(serving.Model, serving.Context!.Value, conversations, DataType.Bf16);
    }

    /// <summary>A run that trains every parameter in BF16 throughout, on one card.</summary>
    internal static TrainingRun Train(ModelSpec model, Optimizer optimizer, string gpu = "H100 SXM 80GB") =>
        new(model, Catalog.Gpu(gpu)) { Precision = TrainingPrecision.Bf16, Optimizer = optimizer };

    /// <summary>The same model with four-bit weights that stay as they are, and an adapter that is trained.</summary>
    internal static TrainingRun Qlora(ModelSpec model, string gpu) => Train(model, Optimizer.PagedAdamW8Bit, gpu) with
    {
        Adapter = new(16),
        Base = WeightFormat.Nf4DoubleQuantized,
        Sequence = 512,
        Recompute = Recompute.Full,
        Accumulation = 8,
    };

    /// <summary>What the optimizer keeps between steps.</summary>
    internal static Bytes States(TrainingRun run) => run.Estimate().Memory.SteadyBytes - Weights(run.Model);

    /// <summary>What some kinds take of the peak of a step, in percent.</summary>
    internal static double ShareOfPeak(TrainingMemory memory, params IEnumerable<TermKind> kinds) =>
        100.0 * kinds.Sum(kind => memory.AtPeak(kind).Count) / memory.PeakBytes.Count;

    /// <summary>The bytes of one kind in a tree.</summary>
    internal static long BytesOf(Term term, TermKind kind) => term.Children.Count == 0
        ? term.Kind == kind ? term.Value.Whole : 0
        : term.Children.Sum(child => BytesOf(child, kind));

    internal static string YesOrNo(params IEnumerable<bool> answers) => string.Join(", ", answers.Select(answer => answer ? "yes" : "no"));
}
