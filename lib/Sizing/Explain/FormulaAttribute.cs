namespace Sizing.Explain;

/// <summary>The formula that a method computes, as readable mathematics.</summary>
/// <param name="text">The formula, such as <c>2 · L · nkv · d · e</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FormulaAttribute(string text) : Attribute
{
    /// <summary>The formula as readable mathematics.</summary>
    public string Text { get; } = text;
}
