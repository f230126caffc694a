namespace Sizing.Inference;

/// <summary>The versions of an engine whose figures were seen.</summary>
internal sealed record KnownVersions(EngineKind Engine, Version Oldest, Version Newest)
{
    /// <summary>One sentence where the figures of a version are taken from another, or null.</summary>
    internal string? Warning(ServingEngine asked) =>
        asked.Version > Newest ? $"{asked} is newer than {Newest}, the newest whose figures are known; those of {Newest} are used."
        : asked.Version < Oldest ? $"{asked} is older than {Oldest}, the oldest whose figures were seen; those of {Oldest} are used."
        : null;
}
