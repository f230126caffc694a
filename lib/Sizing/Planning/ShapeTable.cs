using Sizing.Explain;
using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>
/// The shapes of a question, each computed once by the explained path and kept as numbers: tensors by weight format, their sums by plan,
/// the engine's terms by the class of GPUs that it treats alike.
/// </summary>
internal sealed class ShapeTable(ServingQuestion question)
{
    private readonly ServingEngine engine = question.Engine ?? ServingEngine.Default;
    private readonly EngineConstants constants = EngineConstants.Of(question.Engine ?? ServingEngine.Default);
    private readonly WeightFormat own = WeightFormat.Of(question.Model);
    private readonly Dictionary<WeightFormat, CodedTensors> tensors = [];
    private readonly Dictionary<(WeightFormat, int Tensor, int Expert), ModelLoad> loads = [];
    private readonly Dictionary<(WeightFormat, ServingPlan, int Stage), Term> weights = [];
    private readonly Dictionary<WeightFormat, Bytes> checkpoints = [];
    private readonly Dictionary<WeightFormat, int> bits = [];
    private readonly Dictionary<(object Class, int Tensor), double> limits = [];
    private readonly Dictionary<(PrecisionChoice, ServingPlan, int Server), StepWork> works = [];
    private readonly Dictionary<(PrecisionChoice, ServingPlan, int Server, object Class), ServingShape> shapes = [];

    /// <summary>Bytes of the model's files in a precision.</summary>
    internal Bytes CheckpointBytes(PrecisionChoice precision) =>
        Kept(checkpoints, FormatOf(precision.Weights), () => Weights.CheckpointBytes(question.Model, FormatOf(precision.Weights)));

    /// <summary>Whole bits of a weight in the largest matrix of the layers, scales included; null for the model's own format.</summary>
    internal int BitsOf(WeightFormat? format) => Kept(bits, FormatOf(format), () =>
    {
        var (matrix, coding) = Tensors(FormatOf(format)).Whole.Where(each => each.Tensor.Layer is not null).MaxBy(each => each.Tensor.Elements);
        return (int)Weights.BitsPerWeight(coding.BytesOf(matrix.Rows, matrix.Columns), matrix.ElementsPerCopy);
    });

    /// <summary>A weight format; null for the model's own.</summary>
    internal WeightFormat FormatOf(WeightFormat? format) => format ?? own;

    /// <summary>What a step asks of a GPU; the memory is not looked at yet.</summary>
    internal StepWork Work(GpuOffer offer, PlanChoice choice) => Kept(works, (choice.Precision, choice.Plan, ServerOf(offer, choice)), () => WorkOf(SetupOf(offer, choice)));

    /// <summary>Most sequences in a step.</summary>
    internal double SequenceLimit(GpuOffer offer, PlanChoice choice) => Kept(limits, (ClassOf(offer.Gpu), choice.Plan.Tensor), () => SetupOf(offer, choice).MaxSequences.Value.Value);

    /// <summary>The shape of a plan on GPUs like the given one.</summary>
    internal ServingShape Shape(GpuOffer offer, PlanChoice choice) =>
        Kept(shapes, (choice.Precision, choice.Plan, ServerOf(offer, choice), ClassOf(offer.Gpu)), () => ShapeOf(offer, choice));

    /// <summary>The settings of a plan, all decided.</summary>
    internal ServingSetup SetupOf(GpuOffer offer, PlanChoice choice) =>
        ServingSetups.Of(question.On(offer.Gpu, choice.Plan, choice.Precision.Weights, choice.Precision.KvCache) with { System = offer.Supply.System });

    /// <summary>GPUs of a server, on which the boundaries of stages between servers depend; of one stage there are none.</summary>
    private static int ServerOf(GpuOffer offer, PlanChoice choice) => choice.Plan.Pipeline == 1 ? 0 : offer.Server;

    /// <summary>GPUs that the engine treats alike but for the size of their memory: vLLM knows two classes, in other engines each GPU is its own.</summary>
    private object ClassOf(GpuSpec gpu) => engine.Kind is EngineKind.Vllm ? EngineDefaults.IsLarge(constants, gpu) : gpu.Name;

    private ServingShape ShapeOf(GpuOffer offer, PlanChoice choice)
    {
        var setup = SetupOf(offer, choice);
        var request = ServingSpeeds.RequestOf(setup);
        var stages = ServingEstimator.StagesOf(setup, stage => Kept(weights, (setup.Weights, setup.Plan, stage.Index), () => StageWeights.Of(setup, stage, Tensors(setup.Weights))));
        return new()
        {
            Setup = setup,
            Stages = [.. stages.Select(stage => ServingShape.NumbersOf(setup, stage, request))],
            Work = Work(offer, choice),
            SharesTerms = setup.Engine.Kind is EngineKind.Vllm,
        };
    }

    private StepWork WorkOf(ServingSetup setup) => StepWorks.Of(
        setup, ServingSpeeds.RequestOf(setup), Kept(loads, (setup.Weights, setup.Plan.Tensor, setup.Plan.Expert), () => ModelLoad.Of(Tensors(setup.Weights), setup.Plan)));

    internal CodedTensors Tensors(WeightFormat format) => Kept(tensors, format, () => new(question.Model, format));

    private static TValue Kept<TKey, TValue>(Dictionary<TKey, TValue> kept, TKey key, Func<TValue> make)
        where TKey : notnull
    {
        if (!kept.TryGetValue(key, out var value))
            kept[key] = value = make();
        return value;
    }
}
