using Sizing.Tool.Notebooks.Workers;
namespace Sizing.Tool.Notebooks;

/// <summary>How notebooks are run.</summary>
internal sealed record RunOptions
{
    /// <summary>What one cell may use.</summary>
    internal RunLimits Limits { get; init; } = new();

    /// <summary>How many workers run notebooks at the same time.</summary>
    internal int Workers { get; init; } = Environment.ProcessorCount;
}
