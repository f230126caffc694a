using System.Globalization;

namespace Sizing.Explain;

/// <summary>Settings by name, read as what they mean; an empty value is one that is left out.</summary>
/// <param name="values">The values by name.</param>
internal sealed class SettingText(IReadOnlyDictionary<string, string> values)
{
    internal string? this[string name] => values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <exception cref="SizingException">The setting is missing.</exception>
    internal string Required(string name) => this[name] ?? throw new SizingException($"The setting '{name}' is missing.");

    /// <exception cref="SizingException">The setting is no positive whole number.</exception>
    internal int? Whole(string name) => this[name] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new SizingException($"The setting '{name}' is '{text}', which is no whole number from 1 to {int.MaxValue:N0}.");

    /// <exception cref="SizingException">The setting is no number.</exception>
    internal double? Number(string name) => this[name] is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new SizingException($"The setting '{name}' is '{text}', which is no number.");

    internal static string? Of(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    internal static string? Of(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The settings that have a value.</summary>
    internal static IReadOnlyList<(string Name, string Value)> Given(params IReadOnlyList<(string Name, string? Value)> settings) =>
        [.. settings.Where(setting => setting.Value is not null).Select(setting => (setting.Name, setting.Value!))];
}
