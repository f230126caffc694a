using Sizing.Models;

namespace Sizing.Inference;

/// <summary>
/// Which plans cut routed experts in FP8 inside the tiles whose weights share a scale, which engines refuse when they load them. Left out:
/// dense layers and shared experts.
/// </summary>
internal sealed class ExpertTiles
{
    /// <summary>The name of the smallest tile that an engine cuts scales down to.</summary>
    private const string Smallest = "expert_tile";

    private readonly ServingEngine engine;
    private readonly ModelSpec model;
    private readonly long tile;
    private readonly long least;

    /// <summary>The tiles of a model's experts, where an engine needs whole ones on a rank.</summary>
    internal ExpertTiles(ServingEngine engine, GpuSpec gpu, CodedTensors tensors)
    {
        (this.engine, model) = (engine, tensors.Model);
        var constants = EngineConstants.Of(engine);
        if (!HasExperts(model) || !constants.Has(Smallest) || IsPadded(engine, gpu))
            return;
        tile = tensors.Whole.Where(each => each.Tensor.IsRoutedExpert && each.Coding.Name == WeightFormat.Fp8Block.Name).Select(each => each.Coding.Scales[0].TileRows).FirstOrDefault();
        least = Math.Min(tile, constants.Whole(Smallest));
    }

    /// <summary>The same sentence of a serving; its tensors are listed only where a plan may cut experts.</summary>
    internal static string? Refusal(ServingSetup setup) =>
        MayCut(setup.Plan) && HasExperts(setup.Model) ? new ExpertTiles(setup.Engine, setup.Gpu, new(setup.Model, setup.Weights)).Refusal(setup.Plan) : null;

    /// <summary>One sentence that says why the engine does not load the experts on the tensor ranks of a plan, or null when it does; whole experts on each rank are never cut.</summary>
    internal string? Refusal(ServingPlan plan)
    {
        if (!MayCut(plan) || least == 0)
            return null;
        var cut = model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault(mixture => mixture.ExpertWidth % (plan.Tensor * least) != 0);
        return cut is null ? null
            : $"{engine} does not load the experts of {model.Name}: {plan.Tensor} tensor-parallel ranks cut their width of {cut.ExpertWidth:N0} to {cut.ExpertWidth / (double)plan.Tensor:0.#}, not a multiple of {least}, and a scale of their FP8 weights is for {tile}; keep experts whole with --ep {plan.Tensor * plan.Data}, or take fewer tensor-parallel ranks.";
    }

    private static bool MayCut(ServingPlan plan) => plan is { Tensor: > 1, Expert: <= 1 };

    private static bool HasExperts(ModelSpec model) => model.Layers.Any(layer => layer.FeedForward is MixtureOfExperts);

    /// <summary>SGLang pads experts to whole tiles for AMD's kernels: <c>get_moe_padding_size</c> in layers/quantization/fp8.py.</summary>
    private static bool IsPadded(ServingEngine engine, GpuSpec gpu) => engine.Kind is EngineKind.Sglang && gpu.Vendor is "AMD";
}
