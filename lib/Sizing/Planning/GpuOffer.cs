using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>A GPU as the search sees it: what can be had of it, at what price, and how fast the engine works on it.</summary>
internal sealed class GpuOffer
{
    private readonly Dictionary<(WeightFormat? Weights, ServingPlan), StepRates?> rates = [];
    private readonly Dictionary<WeightFormat, ServingSetup> settings = [];
    private readonly SpeedConstants constants;

    internal GpuOffer(GpuSpec gpu, ServingEngine engine, double? dollars, GpuGroup? owned)
    {
        Gpu = gpu;
        Owned = owned;
        Dollars = dollars;
        Usable = gpu.UsableMemory;
        Node = IsJoined(gpu) ? owned?.System?.Gpus ?? PlanRules.GpusOfServer : 1;
        constants = SpeedConstants.Of(engine.Kind, gpu);
    }

    /// <summary>The GPU.</summary>
    internal GpuSpec Gpu { get; }

    /// <summary>The GPUs at hand, or null where as many as needed can be had.</summary>
    internal GpuGroup? Owned { get; }

    /// <summary>US dollars of one, an hour or to buy; null where no price is known.</summary>
    internal double? Dollars { get; }

    /// <summary>The memory that a process sees.</summary>
    internal Bytes Usable { get; }

    /// <summary>GPUs of a server.</summary>
    internal int Node { get; }

    /// <summary>How fast the engine works on it; null where speed is not predicted.</summary>
    /// <param name="choice">Plan and precision.</param>
    /// <param name="table">The shapes of the question.</param>
    internal StepRates? Rates(PlanChoice choice, ShapeTable table)
    {
        if (!rates.TryGetValue((choice.Precision.Weights, choice.Plan), out var known))
            rates[(choice.Precision.Weights, choice.Plan)] = known = RatesOf(SettingsOf(choice, table), table.Work(Gpu, choice).Ranks);
        return known;
    }

    private StepRates? RatesOf(ServingSetup setup, int ranks) =>
        SpeedModel.Refusal(setup, constants) is null ? SpeedModel.RatesOf(setup, constants, ranks) : null;

    /// <summary>The settings of a plan as far as speed goes: those of one GPU with such weights, divided so.</summary>
    private ServingSetup SettingsOf(PlanChoice choice, ShapeTable table)
    {
        var weights = table.FormatOf(choice.Precision.Weights);
        if (!settings.TryGetValue(weights, out var single))
            settings[weights] = single = table.SetupOf(Gpu, choice with { Plan = new() });
        return single with { Plan = choice.Plan };
    }

    /// <summary>Whether anything joins several of the GPU in a server; NVLink-C2C leads to its CPU alone.</summary>
    internal static bool IsJoined(GpuSpec gpu) =>
        !gpu.IsInstance && (gpu.LinkBytesPerSecond is not null || gpu.PcieGeneration is not null) && !gpu.Link.StartsWith("NVLink-C2C", StringComparison.Ordinal);
}
