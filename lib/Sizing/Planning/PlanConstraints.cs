namespace Sizing;

/// <summary>What limits the hardware and the precision of a deployment. Null and empty mean: no limit.</summary>
public sealed record PlanConstraints
{
    /// <summary>The only GPUs there are, those of one kind together; empty when any may be bought or rented.</summary>
    public IReadOnlyList<GpuGroup> Have { get; init => field = GpuGroup.Together(value); } = [];

    /// <summary>Makers of GPUs that are allowed.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];

    /// <summary>Whether only cards in PCI Express slots are allowed.</summary>
    public bool PcieOnly { get; init; }

    /// <summary>Whether all GPUs must be in one system.</summary>
    public bool OneNode { get; init; }

    /// <summary>Whether the GPU's licence must allow a data center, which that of NVIDIA's GeForce driver does not.</summary>
    public bool DataCenter { get; init; }

    /// <summary>Most GPUs.</summary>
    public int? MaxGpus { get; init; }

    /// <summary>Most power of all GPUs together, by their design power, in watts.</summary>
    public double? MaxPowerWatts { get; init; }

    /// <summary>Most US dollars of rent in a month.</summary>
    public double? MonthlyBudgetDollars { get; init; }

    /// <summary>Most US dollars to buy the GPUs.</summary>
    public double? PurchaseBudgetDollars { get; init; }

    /// <summary>Weight formats that are allowed; empty for the model's own, FP8 and 4-bit as far as <see cref="FewestWeightBits"/> and the GPU allow.</summary>
    public IReadOnlyList<WeightFormat> Weights { get; init; } = [];

    /// <summary>The floor of quality: fewest bits of a weight in linear layers, below which only a model's own format goes.</summary>
    public int FewestWeightBits { get; init; } = 8;

    /// <summary>Fewest bits of a number in the KV cache.</summary>
    public int FewestCacheBits { get; init; } = 8;
}
