using Sizing.Explain;
using Sizing.Hardware;
using Sizing.Performance;
using Sizing.Planning.Launch;
using Sizing.Training;

namespace Sizing;

/// <summary>What a deployment or a run asks of its servers beside GPUs, each with its formula and inputs.</summary>
public sealed record HostNeeds
{
    private const int GpusOfServer = 8;

    /// <summary>Memory of the busiest server.</summary>
    public required Term Memory { get; init; }

    /// <summary>Disk for the model's files, or for one checkpoint of the run.</summary>
    public required Term Disk { get; init; }

    /// <summary>Time to load the model, at best; null where the GPU's PCI Express is not known.</summary>
    public Term? LoadTime { get; init; }

    /// <summary>Power of all servers with cooling; null where the design power is not known.</summary>
    public Term? Power { get; init; }

    /// <summary>GPUs with one replica more; null for a run.</summary>
    public Term? WithSpare { get; init; }

    /// <summary>Whether a rack of one such server needs more than air cooling gives.</summary>
    public bool NeedsLiquid { get; init; }

    /// <summary>The needs of a serving.</summary>
    /// <param name="estimate">The deployment.</param>
    /// <param name="system">The system it is in; null for a usual server.</param>
    public static HostNeeds Of(ServingEstimate estimate, SystemSpec? system = null)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var (setup, plan) = (estimate.Setup, estimate.Setup.Plan);
        var files = Term.Given("Files of the model", TermKind.Weights, estimate.CheckpointBytes) with { Scope = Scope.Model };
        var inServer = Math.Min(plan.Gpus, setup.Gpu.IsAlone ? 1 : system?.Gpus ?? GpusOfServer);
        return new()
        {
            Memory = Term.Computed("Host memory", TermKind.Other, HostFormulas.ServingMemory(estimate.CheckpointBytes, inServer, setup.Asked.KvOffload), HostFormulas.ServingMemory,
                new("W", "files of the model", files.Value, files), new("N", "GPUs of the server", inServer), new("o", "offloaded cache of a GPU", setup.Asked.KvOffload)),
            Disk = files,
            LoadTime = Load(setup.Gpu, estimate.CheckpointBytes, estimate.Weights),
            Power = PowerOf(setup.Gpu, plan.Gpus, system),
            WithSpare = Term.Computed("GPUs with a spare replica", TermKind.Other, HostFormulas.WithSpare(plan.Data, plan.Tensor * plan.Pipeline), HostFormulas.WithSpare,
                new("R", "replicas", plan.Data), new("g", "GPUs of one", plan.Tensor * plan.Pipeline)) with
            { Scope = Scope.Cluster },
            NeedsLiquid = Liquid(setup.Gpu, system),
        };
    }

    /// <summary>The needs of a training run.</summary>
    /// <param name="estimate">The run.</param>
    /// <param name="system">The system it is in; null for a usual server.</param>
    public static HostNeeds Of(TrainingEstimate estimate, SystemSpec? system = null)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var run = estimate.Run;
        var inServer = Math.Min(run.Plan.Gpus, run.Gpu.IsAlone ? 1 : system?.Gpus ?? GpusOfServer);
        var buffers = Catalog.Assumption(Assumption.OffloadBuffer).Input("f", "factor of buffers", null);
        var files = Inference.Weights.CheckpointBytes(run.Model, run.Base ?? WeightFormat.Of(run.Model));
        var states = WholeStates(run);
        var trained = run.Adapter is null ? states.Weights : states.AdapterWeights;
        return new()
        {
            Memory = Term.Computed("Host memory", TermKind.Other, HostFormulas.TrainingMemory(files, buffers.Value.Value, inServer, estimate.Memory.Host), HostFormulas.TrainingMemory,
                new("W", "files of the model", files), buffers, new("N", "GPUs of the server", inServer), new("H", "offloaded by a GPU", estimate.Memory.Host)),
            Disk = Term.Computed("One checkpoint", TermKind.Other, HostFormulas.TrainingCheckpoint(trained, states.Master, states.Optimizer), HostFormulas.TrainingCheckpoint,
                new("w", "trained weights", trained), new("m", "FP32 copy", states.Master), new("o", "optimizer states", states.Optimizer)) with
            { Scope = Scope.Model },
            LoadTime = Load(run.Gpu, files, new(states.Weights.Count / run.Plan.Gpus)),
            Power = PowerOf(run.Gpu, run.Plan.Gpus, system),
            NeedsLiquid = Liquid(run.Gpu, system),
        };
    }

    private static StageStates WholeStates(TrainingRun run)
    {
        var whole = run with { Plan = TrainingPlan.Single };
        return new(whole, PipelineStage.Candidates(whole).First());
    }

    private static Term? Load(GpuSpec gpu, Bytes files, Bytes share)
    {
        if (gpu is not { PcieGeneration: { } generation, PcieLanes: { } lanes })
            return null;
        var disk = Catalog.Assumption(Assumption.DiskRate).Input("r", "rate of the storage", null);
        var pcie = Interconnect.PcieBytesPerSecond(generation, lanes);
        return Term.Computed("Time to load, at best", TermKind.Other, Amount.Of(HostFormulas.LoadSeconds(files, disk.Value.Value, share, pcie), Unit.Seconds), HostFormulas.LoadSeconds,
            new("W", "files of the model", files), disk, new("w", "weights of a GPU", share), new("x", $"PCIe {generation}.0 x{lanes}", Amount.Of(pcie, Unit.BytesPerSecond)));
    }

    private static Term? PowerOf(GpuSpec gpu, int gpus, SystemSpec? system)
    {
        if (WattsOfServer(gpu, system) is not { } watts)
            return null;
        var servers = (gpus + (system?.Gpus ?? 1) - 1) / (system?.Gpus ?? 1);
        var pue = Catalog.Assumption(Assumption.Pue).Input("e", "power usage effectiveness", null);
        return Term.Computed("Power with cooling", TermKind.Other, Amount.Of(HostFormulas.Power(servers, watts, pue.Value.Value), Unit.Watts), HostFormulas.Power,
            new("S", system is null ? "GPUs" : $"{system.Name}", servers), new("P", system is null ? "design power of a GPU with its share of a server" : "highest power of one", Amount.Of(watts, Unit.Watts)), pue) with
        { Scope = Scope.Cluster };
    }

    private static double? WattsOfServer(GpuSpec gpu, SystemSpec? system) => system is not null
        ? system.MaxPowerWatts
        : gpu.TdpWatts * Catalog.Assumption(Assumption.ServerPower).Value.Value;

    private static bool Liquid(GpuSpec gpu, SystemSpec? system) =>
        system is not null && WattsOfServer(gpu, system) > Catalog.Assumption(Assumption.AirCooledRack).Value.Value;
}
