using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>A default for what only the person who asks can know, from <c>data/assumptions.csv</c>.</summary>
/// <param name="Name">The name of the row.</param>
/// <param name="Value">The default.</param>
/// <param name="Source">Where it comes from, with its date.</param>
/// <param name="Note">Its usual range.</param>
public sealed record Assumption(string Name, Amount Value, Source Source, string Note)
{
    internal const string Amortization = "amortization";
    internal const string Pue = "pue";
    internal const string KilowattHour = "kilowatt_hour";
    internal const string ServerPrice = "server_price";
    internal const string ServerPower = "server_power";
    internal const string QueueLoad = "queue_load";
    internal const string DiskRate = "disk_rate";
    internal const string OffloadBuffer = "offload_buffer";
    internal const string AirCooledRack = "air_cooled_rack";
    internal const string HostBandwidth = "host_bandwidth";
    internal const string ServerNetwork = "server_network";

    private static readonly Source Caller = new("the setting", "given by the caller");

    internal static IReadOnlyList<string> Names { get; } =
        [Amortization, Pue, KilowattHour, ServerPrice, ServerPower, QueueLoad, DiskRate, OffloadBuffer, AirCooledRack, HostBandwidth, ServerNetwork];

    /// <summary>The default as an input of a formula, or the figure that the caller gave instead.</summary>
    internal Input Input(string symbol, string meaning, double? given)
    {
        var value = given is { } figure ? Amount.Of(figure, Value.Unit) : Value;
        return new(symbol, meaning, value, Term.Given(meaning, TermKind.Other, value, given is null ? Source : Caller) with { Note = given is null ? Note : null });
    }
}
