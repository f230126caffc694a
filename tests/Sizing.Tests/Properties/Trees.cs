using Sizing.Explain;

namespace Sizing.Tests.Properties;

/// <summary>What holds in every tree of terms.</summary>
internal static class Trees
{
    /// <summary>Whether each node with children is their sum or their maximum: to the byte where amounts are whole, to twelve digits where not.</summary>
    internal static bool IsSound(Term term) => term.Walk().All(node => IsSoundNode(node.Term));

    private static bool IsSoundNode(Term term) => term.Combination switch
    {
        Combination.Sum => Same(term.Value, term.Children.Sum(child => (decimal)child.Value.Value)),
        Combination.Maximum => Same(term.Value, term.Children.Max(child => (decimal)child.Value.Value)),
        _ => term.Children.Count == 0,
    };

    private static bool Same(Amount value, decimal expected) =>
        value.IsExact ? value.Whole == expected : Math.Abs((decimal)value.Value - expected) <= Math.Abs(expected) * 1e-12m + 1e-25m;
}
