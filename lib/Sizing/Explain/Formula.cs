using System.Reflection;

namespace Sizing.Explain;

/// <summary>A formula of the library: its name, its text and its sources, as the method that computes it declares them; read when they are asked for.</summary>
public sealed class Formula
{
    private readonly MethodInfo method;

    private Formula(MethodInfo method) => this.method = method;

    /// <summary>Class and method, such as <c>KvCache.BytesPerToken</c>.</summary>
    public string Name => NameOf(method);

    /// <summary>The formula as readable mathematics.</summary>
    public string Text => method.GetCustomAttribute<FormulaAttribute>()!.Text;

    /// <summary>Where it is published.</summary>
    public IReadOnlyList<Source> Sources => [.. method.GetCustomAttributes<SourceAttribute>().Select(source => new Source(source.Title, source.Where))];

    /// <summary>The formula of a method that bears <see cref="FormulaAttribute"/>.</summary>
    /// <exception cref="ArgumentException">The method declares no formula.</exception>
    public static Formula Of(Delegate method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method.Method.IsDefined(typeof(FormulaAttribute))
            ? new(method.Method)
            : throw new ArgumentException($"{NameOf(method.Method)} declares no formula.", nameof(method));
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType?.Name}.{method.Name}";
}
