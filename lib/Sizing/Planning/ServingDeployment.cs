using Sizing.Planning;

namespace Sizing;

/// <summary>One way to serve a model that meets what was asked. Memory, speed and energy are those of <see cref="Estimate"/> and <see cref="Speed()"/>.</summary>
public sealed record ServingDeployment
{
    private readonly Lazy<ServingEstimate> estimate;

    internal ServingDeployment(Serving serving)
    {
        Serving = serving;
        estimate = new(serving.Estimate);
    }

    /// <summary>Its place in the ranking, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The deployment as a question that <c>infer</c> answers in the same numbers.</summary>
    public Serving Serving { get; }

    /// <summary>The system that is bought, rented or owned as a whole; where GPUs are had one by one the smallest of the catalog that holds a replica, or null.</summary>
    public SystemSpec? System { get; init; }

    /// <summary>How many of <see cref="System"/> it takes; null without one.</summary>
    public int? Systems => System is { Gpus: var each } ? (Gpus + each - 1) / each : null;

    /// <summary>US dollars of an hour of all GPUs in rent, or to buy them all, as was asked, whole systems where they are had so; null where no price is known.</summary>
    public double? Dollars { get; init; }

    /// <summary>One sentence that says why it does not rank higher; null for the first.</summary>
    public string? WhyNotHigher { get; init; }

    /// <summary>Memory and capacity, computed when first asked for.</summary>
    public ServingEstimate Estimate => estimate.Value;

    /// <summary>Latency, throughput, power, computed at each call; null where speed is not predicted for the GPU.</summary>
    public ServingSpeed? Speed() => PredictsSpeed ? Estimate.Speed() : null;

    internal bool PredictsSpeed { get; init; }

    /// <summary>The GPU.</summary>
    public GpuSpec Gpu => Serving.Gpu;

    /// <summary>How many of it.</summary>
    public int Gpus => Plan.Gpus;

    /// <summary>How the model is divided.</summary>
    public ServingPlan Plan => Serving.Plan!;

    /// <summary>The degrees that divide anything: <c>TP4 DP2</c>.</summary>
    public string Division => Degrees.Of(("TP", Plan.Tensor), ("PP", Plan.Pipeline), ("EP", Plan.Expert), ("DP", Plan.Data));

    /// <summary>How the weights are stored.</summary>
    public WeightFormat Weights => Estimate.Setup.Weights;

    /// <summary>The data type of the KV cache.</summary>
    public DataType KvCache => Estimate.Setup.KvCache;

    /// <summary>Share of the sequences that the cache and the scheduler hold which stays free under the traffic; null where speed is not predicted.</summary>
    public double? Headroom => Speed() is { } speed ? 1 - speed.Point.Sequences / speed.Slots : null;

    /// <summary>Returns number, GPU, plan and formats.</summary>
    public override string ToString() => $"{Gpus} × {Gpu}, {Plan}, {Weights}, KV {KvCache}";
}
