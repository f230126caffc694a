namespace Sizing.Tool.Notebooks.Workers;

/// <summary>What one cell may use; a worker past a limit is ended with everything it started.</summary>
internal sealed record RunLimits
{
    /// <summary>The longest time of one cell.</summary>
    internal TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an interrupted cell has to end.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The resident memory of a worker with everything its cells started.</summary>
    internal Bytes Memory { get; init; } = Bytes.FromGiB(2);

    /// <summary>The processes of a worker with everything its cells started.</summary>
    internal int Processes { get; init; } = 256;

    /// <summary>The characters of all outputs of one cell.</summary>
    internal long OutputCharacters { get; init; } = 16 << 20;
}
