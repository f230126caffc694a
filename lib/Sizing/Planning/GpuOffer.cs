using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>A GPU as the search sees it: what can be had of it, at what price, and how fast the engine works on it.</summary>
internal sealed class GpuOffer
{
    private readonly Dictionary<(WeightFormat? Weights, ServingPlan), StepRates?> rates = [];
    private readonly Dictionary<WeightFormat, ServingSetup> settings = [];
    private readonly SpeedConstants constants;

    internal GpuOffer(GpuSpec gpu, ServingEngine engine, GpuSupply supply)
    {
        Gpu = gpu;
        Supply = supply;
        Usable = gpu.UsableMemory;
        Server = Catalog.Network(gpu, supply.System).GpusOfServer;
        constants = SpeedConstants.Of(engine.Kind, gpu);
    }

    /// <summary>The GPU.</summary>
    internal GpuSpec Gpu { get; }

    /// <summary>How it can be had.</summary>
    internal GpuSupply Supply { get; }

    /// <summary>The GPUs at hand, or null where as many as needed can be had.</summary>
    internal GpuGroup? Owned => Supply.Owned;

    /// <summary>GPUs of a server.</summary>
    internal int Node => Supply.Node;

    /// <summary>GPUs of a server as the network between servers counts them.</summary>
    internal int Server { get; }

    /// <summary>US dollars of some GPUs, an hour or to buy; null where no price is known.</summary>
    internal double? Dollars(int gpus) => Supply.Dollars * Supply.Paid(gpus);

    /// <summary>The memory that a process sees.</summary>
    internal Bytes Usable { get; }

    /// <summary>How fast the engine works on it; null where speed is not predicted.</summary>
    /// <param name="choice">Plan and precision.</param>
    /// <param name="table">The shapes of the question.</param>
    internal StepRates? Rates(PlanChoice choice, ShapeTable table)
    {
        if (!rates.TryGetValue((choice.Precision.Weights, choice.Plan), out var known))
            rates[(choice.Precision.Weights, choice.Plan)] = known = RatesOf(SettingsOf(choice, table), table.Work(this, choice).Ranks);
        return known;
    }

    private StepRates? RatesOf(ServingSetup setup, int ranks) =>
        SpeedModel.Refusal(setup, constants) is null ? SpeedModel.RatesOf(setup, constants, ranks) : null;

    /// <summary>The settings of a plan as far as speed goes: those of one GPU with such weights, divided so.</summary>
    private ServingSetup SettingsOf(PlanChoice choice, ShapeTable table)
    {
        var weights = table.FormatOf(choice.Precision.Weights);
        if (!settings.TryGetValue(weights, out var single))
            settings[weights] = single = table.SetupOf(this, choice with { Plan = new() });
        return single with { Plan = choice.Plan };
    }
}
