namespace Sizing.Inference;

/// <summary>Reads the versions of engines.</summary>
internal static class EngineVersions
{
    /// <summary>Reads <c>0.19</c>, <c>0.19.0</c> or <c>v0.19.0</c>; a missing third part is 0, so that all spellings of a version are equal.</summary>
    /// <exception cref="SizingException">The text is not a version.</exception>
    internal static Version Parse(string text)
    {
        var parts = text.Trim().TrimStart('v', 'V');
        if (!parts.Contains('.', StringComparison.Ordinal))
            parts += ".0";
        return Version.TryParse(parts, out var version)
            ? new(version.Major, version.Minor, Math.Max(version.Build, 0))
            : throw new SizingException($"'{text}' is not an engine version; write it as 0.19.0.");
    }
}
