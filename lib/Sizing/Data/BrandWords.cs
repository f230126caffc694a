namespace Sizing.Data;

/// <summary>The words of vendors and product lines that drivers put before the name of a GPU.</summary>
internal static class BrandWords
{
    private static readonly string[] All =
        ["NVIDIA", "AMD", "Intel", "Google", "Apple", "GeForce", "Tesla", "Quadro", "Instinct", "Radeon"];

    /// <summary>The name without the brand words it begins with; a name of nothing else stays as it is.</summary>
    internal static string Strip(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var rest = name.Trim();
        while (All.FirstOrDefault(word => Begins(rest, word)) is { } brand)
            rest = rest[(brand.Length + 1)..].TrimStart();
        return rest;
    }

    private static bool Begins(string name, string word) =>
        name.Length > word.Length + 1 && !char.IsLetterOrDigit(name[word.Length]) && name.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
