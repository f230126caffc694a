namespace Sizing.Explain;

/// <summary>How a term's value follows from its children.</summary>
public enum Combination
{
    /// <summary>The term has no children.</summary>
    Leaf,

    /// <summary>The children add up to the term.</summary>
    Sum,

    /// <summary>The term is the largest of its children, as memory that peaks at one event.</summary>
    Maximum,
}
