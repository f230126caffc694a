namespace Sizing.Training;

/// <summary>The names of a setting's values, as options and texts spell them.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class NamedValues<T>
    where T : struct, Enum
{
    private readonly string setting;
    private readonly (string Name, T Value)[] values;

    internal NamedValues(string setting, params (string Name, T Value)[] values) => (this.setting, this.values) = (setting, values);

    /// <summary>Every name.</summary>
    public IReadOnlyList<string> Names => [.. values.Select(each => each.Name)];

    /// <summary>Returns the value of a name.</summary>
    /// <exception cref="SizingException">No value bears the name.</exception>
    public T Parse(string name) => values.Any(each => each.Name == name)
        ? values.First(each => each.Name == name).Value
        : throw new SizingException($"The {setting} '{name}' is unknown; known: {string.Join(", ", Names)}.");

    /// <summary>Returns the name of a value.</summary>
    public string NameOf(T value) => values.First(each => each.Value.Equals(value)).Name;
}
