using System.Reflection;

namespace Sizing.Explain;

/// <summary>A formula of the library: its name, its text and its sources, as the method that computes it declares them.</summary>
/// <param name="Name">Class and method, such as <c>KvCache.BytesPerToken</c>.</param>
/// <param name="Text">The formula as readable mathematics.</param>
/// <param name="Sources">Where it is published.</param>
public sealed record Formula(string Name, string Text, IReadOnlyList<Source> Sources)
{
    /// <summary>Reads the formula of a method that bears <see cref="FormulaAttribute"/>.</summary>
    /// <exception cref="ArgumentException">The method declares no formula.</exception>
    public static Formula Of(Delegate method)
    {
        ArgumentNullException.ThrowIfNull(method);
        var info = method.Method;
        var name = $"{info.DeclaringType?.Name}.{info.Name}";
        var text = info.GetCustomAttribute<FormulaAttribute>()?.Text
            ?? throw new ArgumentException($"{name} declares no formula.", nameof(method));
        return new(name, text, [.. info.GetCustomAttributes<SourceAttribute>().Select(source => new Source(source.Title, source.Where))]);
    }
}
