using Sizing.Explain;

namespace Sizing.Notebook;

/// <summary>Sets two results side by side.</summary>
public static class Compare
{
    /// <summary>Compares two terms, part by part.</summary>
    /// <param name="before">The first term.</param>
    /// <param name="after">The second term, in the same unit.</param>
    /// <param name="beforeName">The header of the first, such as <c>bf16</c>.</param>
    /// <param name="afterName">The header of the second.</param>
    public static Comparison Of(Term before, Term after, string beforeName = Labels.Before, string afterName = Labels.After) =>
        new(Difference.Between(before, after), beforeName, afterName, []);

    /// <summary>Compares two estimates: their answers, and their terms part by part.</summary>
    /// <param name="before">The first estimate.</param>
    /// <param name="after">The second estimate, of the same kind.</param>
    /// <param name="beforeName">The header of the first, such as <c>bf16</c>.</param>
    /// <param name="afterName">The header of the second.</param>
    public static Comparison Of(IEstimate before, IEstimate after, string beforeName = Labels.Before, string afterName = Labels.After)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(
            [.. before.Terms.Zip(after.Terms, Difference.Between).SelectMany(each => each)],
            beforeName,
            afterName,
            [(beforeName, $"{before.Subject}: {before.Summary}"), (afterName, $"{after.Subject}: {after.Summary}")]);
    }
}
