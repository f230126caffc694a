namespace Sizing.Tool.Notebooks.Linting;

/// <summary>One rule that a notebook breaks.</summary>
/// <param name="Cell">The cell's id; null where the rule is about the whole notebook.</param>
/// <param name="Line">The line in the cell, from 1; null where the rule is about the whole cell.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record LintFinding(string? Cell, int? Line, string Message)
{
    /// <summary>One line that an author can act on.</summary>
    public override string ToString() => (Cell, Line) switch
    {
        (null, _) => Message,
        (_, null) => $"cell '{Cell}': {Message}",
        _ => $"cell '{Cell}', line {Line}: {Message}",
    };
}
