namespace Sizing.Explain;

/// <summary>How amounts are printed; the one place that knows.</summary>
internal static class AmountText
{
    internal static string Print(Amount amount) => amount.Unit switch
    {
        Unit.Bytes when amount.IsExact => new Bytes(amount.Whole).ToString(),
        Unit.Bytes => Bytes.FromMiB(amount.Value / (1024 * 1024)).ToString(),
        Unit.Seconds when Math.Abs(amount.Value) < 1 => $"{Estimated(amount.Value * 1000)} ms",
        Unit.Seconds or Unit.TokensPerSecond or Unit.RequestsPerSecond or Unit.Watts or Unit.Joules when !amount.IsExact => $"{Estimated(amount.Value)}{Suffix(amount.Unit)}",
        Unit.Dollars when Math.Abs(amount.Value) < 1 => $"${amount.Value:0.00##}",
        Unit.Dollars when Math.Abs(amount.Value) >= 1e15 => $"${amount.Value:0.##e+0}",
        Unit.Dollars => $"${amount.Value:N2}",
        _ => $"{Number(amount)}{Suffix(amount.Unit)}",
    };

    internal static string Suffix(Unit unit) => unit switch
    {
        Unit.None => "",
        Unit.Bytes => " B",
        Unit.Parameters => " parameters",
        Unit.Tokens => " tokens",
        Unit.Sequences => " sequences",
        Unit.BytesPerToken => " B/token",
        Unit.BytesPerSequence => " B/sequence",
        Unit.BytesPerParameter => " B/parameter",
        Unit.BytesPerElement => " B/element",
        Unit.BitsPerWeight => " bits/weight",
        Unit.Flops => " FLOP",
        Unit.FlopsPerSecond => " FLOP/s",
        Unit.BytesPerSecond => " B/s",
        Unit.Seconds => " s",
        Unit.TokensPerSecond => " tokens/s",
        Unit.RequestsPerSecond => " requests/s",
        Unit.Dollars => " USD",
        Unit.Watts => " W",
        Unit.Joules => " J",
    };

    private static string Number(Amount amount) => amount.IsExact ? $"{amount.Whole:N0}" : Number(amount.Value);

    /// <summary>Four digits, which is more than an estimate of time or power is worth.</summary>
    private static string Estimated(double value) => Math.Abs(value) switch
    {
        >= 1000 or < 0.1 => Number(value),
        >= 100 => $"{value:0.#}",
        >= 10 => $"{value:0.##}",
        _ => $"{value:0.###}",
    };

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e15 or < 1e-4 => $"{value:0.###e+0}",
        >= 1000 => $"{value:N0}",
        _ => $"{value:0.####}",
    };
}
