namespace Sizing.Tool.Verify;

/// <summary>A number that an engine logged.</summary>
/// <param name="Quantity">What it is, as in the measurements.</param>
/// <param name="Printed">The number as it was printed.</param>
/// <param name="Unit">The unit that was meant; engines that print "GB" mean GiB.</param>
/// <param name="Value">The number in the unit of the quantity.</param>
internal sealed record LoggedFigure(string Quantity, double Printed, string Unit, double Value)
{
    private const string Gib = "GiB";
    private const string Mib = "MiB";

    private static readonly Dictionary<string, (string Kind, string Unit)> Kinds = new()
    {
        ["weights_bytes"] = ("memory_weights", ""),
        ["activation_bytes"] = ("memory_activation", ""),
        ["non_torch_bytes"] = ("memory_non_torch", ""),
        ["graph_bytes"] = ("memory_cudagraph", ""),
        ["kv_pool_bytes"] = ("memory_kv_pool", ""),
        ["kv_bytes"] = ("kv_bytes", ""),
        ["state_bytes"] = ("state_bytes", ""),
        ["compute_buffer_bytes"] = ("compute_buffer", ""),
        ["kv_capacity_tokens"] = ("kv_capacity", "tokens"),
        ["kv_blocks"] = ("kv_blocks", "blocks"),
        ["max_concurrency"] = ("max_concurrency", "requests"),
    };

    /// <summary>The group of the number in the measurements.</summary>
    internal string Kind => Kinds[Quantity].Kind;

    /// <summary>Whether the number is memory.</summary>
    internal bool IsMemory => Quantity.EndsWith("_bytes", StringComparison.Ordinal);

    /// <summary>Whether a name is that of a quantity which engines log.</summary>
    internal static bool Knows(string quantity) => Kinds.ContainsKey(quantity);

    /// <summary>A number of a log line; memory is in GiB, or in MiB.</summary>
    internal static LoggedFigure Of(string quantity, double printed, bool inMib)
    {
        if (Kinds[quantity].Unit is { Length: > 0 } unit)
            return new(quantity, printed, unit, printed);
        return new(quantity, printed, inMib ? Mib : Gib, Math.Round(printed * (inMib ? 1L << 20 : 1L << 30)));
    }

    /// <summary>The sum of two numbers of one kind.</summary>
    internal LoggedFigure Plus(LoggedFigure other) => this with { Printed = Printed + other.Printed, Value = Value + other.Value };
}
