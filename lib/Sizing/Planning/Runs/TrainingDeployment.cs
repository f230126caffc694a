using Sizing.Planning;
using Sizing.Training;

namespace Sizing;

/// <summary>One way to train a model that meets what was asked.</summary>
public sealed record TrainingDeployment
{
    /// <summary>Its place in the ranking, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>What is trained.</summary>
    public required TrainingMethod Method { get; init; }

    /// <summary>Memory, time, cost: what <c>train</c> answers for the same settings.</summary>
    public required TrainingEstimate Estimate { get; init; }

    /// <summary>The smallest system of the catalog that holds all GPUs, else the largest with the GPU, or null where it has none.</summary>
    public SystemSpec? System { get; init; }

    /// <summary>One sentence that says why it does not rank higher; null for the first.</summary>
    public string? WhyNotHigher { get; init; }

    /// <summary>GPUs of one server.</summary>
    public int GpusOfServer => Run.Gpu.IsAlone ? 1 : System?.Gpus ?? Inference.PlanRules.GpusOfServer;

    /// <summary>The run.</summary>
    public TrainingRun Run => Estimate.Run;

    /// <summary>Share of the GPU's memory that stays free.</summary>
    public double Headroom => 1 - Estimate.Memory.Device.Value.Value / Run.Gpu.UsableMemory.Count;

    /// <summary>The longest sequence that the same GPUs hold with all recomputed and one sequence at a time, computed at each call; null where none does.</summary>
    public int? LongestSequence() => TrainingLimits.LongestSequence(Run with { Recompute = Recompute.Full, MicroBatch = 1, Accumulation = Run.Accumulation * Run.MicroBatch });

    /// <summary>The degrees that divide anything, and the sharding: <c>TP8 PP4 DP2 ZeRO-1</c>.</summary>
    public string Division
    {
        get
        {
            var plan = Run.Plan;
            var sharding = plan.Sharding is StateSharding.None ? "" : $" ZeRO-{(int)plan.Sharding}";
            var extras = (Run.Precision is TrainingPrecision.Fp8 ? " FP8" : "") + (plan.OffloadOptimizer ? " offloaded" : "");
            return Degrees.Of(("TP", plan.Tensor), ("PP", plan.Pipeline), ("VPP", plan.Virtual), ("CP", plan.Context), ("EP", plan.Expert), ("DP", plan.Data)) + sharding + extras;
        }
    }

    /// <summary>Returns number, GPU, method and division.</summary>
    public override string ToString() => $"{Run.Plan.Gpus} × {Run.Gpu}, {Method}, {Division}";
}
