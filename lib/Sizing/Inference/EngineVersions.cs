using System.Globalization;

namespace Sizing.Inference;

/// <summary>Reads the versions of engines.</summary>
internal static class EngineVersions
{
    /// <summary>Whether a version lies from one on and before another; null bounds nothing.</summary>
    internal static bool IsBetween(Version version, Version? from, Version? before) => (from is null || version >= from) && (before is null || version < before);

    /// <summary>
    /// Reads <c>0.19</c>, <c>0.19.0</c>, <c>v0.19.0</c>, or a build of llama.cpp, <c>b6500</c>, which is 0.0.6500; a missing third part is 0, so
    /// that all spellings of a version are equal.
    /// </summary>
    /// <exception cref="SizingException">The text is not a version.</exception>
    internal static Version Parse(string text)
    {
        var parts = text.Trim().TrimStart('v', 'V');
        if (parts.StartsWith('b') && int.TryParse(parts.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var build))
            return new(0, 0, build);
        if (!parts.Contains('.', StringComparison.Ordinal))
            parts += ".0";
        return Version.TryParse(parts, out var version)
            ? new(version.Major, version.Minor, Math.Max(version.Build, 0))
            : throw new SizingException($"'{text}' is not an engine version; write it as 0.19.0.");
    }
}
