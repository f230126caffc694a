namespace Sizing.Models.Files;

/// <summary>The keys of a GGUF file. Texts and numbers are kept, short lists of numbers too; of other lists only their length.</summary>
public sealed class GgufMetadata
{
    private readonly Dictionary<string, object> values;

    internal GgufMetadata(Dictionary<string, object> values) => this.values = values;

    /// <summary>No keys.</summary>
    public static GgufMetadata Empty { get; } = new([]);

    /// <summary>The keys.</summary>
    public IReadOnlyCollection<string> Keys => values.Keys;

    /// <summary>The architecture, <c>general.architecture</c>; empty when the key is missing.</summary>
    public string Architecture => Text("general.architecture") ?? "";

    /// <summary>The text under a key, or null.</summary>
    public string? Text(string key) => values.GetValueOrDefault(key) as string;

    /// <summary>The whole number under a key, or null.</summary>
    public long? Number(string key) => values.GetValueOrDefault(key) switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        _ => null,
    };

    /// <summary>The real number under a key, or null.</summary>
    public double? Real(string key) => values.GetValueOrDefault(key) switch
    {
        double number => number,
        long number => number,
        _ => null,
    };

    /// <summary>The list of numbers under a key; a single number is a list of one; null when there is neither.</summary>
    public IReadOnlyList<double>? Numbers(string key) => values.GetValueOrDefault(key) switch
    {
        double[] list => list,
        _ when Real(key) is { } number => [number],
        _ => null,
    };
}
