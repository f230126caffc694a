namespace Sizing.Explain;

/// <summary>The unit of an <see cref="Amount"/>.</summary>
public enum Unit
{
    /// <summary>A plain number.</summary>
    None,

    /// <summary>Bytes of memory.</summary>
    Bytes,

    /// <summary>Model parameters.</summary>
    Parameters,

    /// <summary>Tokens.</summary>
    Tokens,

    /// <summary>Sequences (requests in flight).</summary>
    Sequences,

    /// <summary>Bytes per token.</summary>
    BytesPerToken,

    /// <summary>Bytes per sequence.</summary>
    BytesPerSequence,

    /// <summary>Bytes per parameter.</summary>
    BytesPerParameter,

    /// <summary>Bytes per element of a tensor.</summary>
    BytesPerElement,

    /// <summary>Bits per weight.</summary>
    BitsPerWeight,

    /// <summary>Floating-point operations.</summary>
    Flops,

    /// <summary>Floating-point operations per second.</summary>
    FlopsPerSecond,

    /// <summary>Bytes per second.</summary>
    BytesPerSecond,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Tokens per second.</summary>
    TokensPerSecond,

    /// <summary>Requests per second.</summary>
    RequestsPerSecond,

    /// <summary>US dollars.</summary>
    Dollars,

    /// <summary>Watts.</summary>
    Watts,

    /// <summary>Joules.</summary>
    Joules,
}
