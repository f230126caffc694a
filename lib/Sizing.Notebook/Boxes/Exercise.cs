using Sizing.Notebook.Formatting;

namespace Sizing.Notebook;

/// <summary>A question, and its answer folded away. The answer is an object, so that it is computed and never typed.</summary>
/// <remarks>The answer has the class <c>sz-answer</c>: an edition without answers leaves that element out.</remarks>
/// <param name="question">The question.</param>
/// <param name="answer">The answer: a quantity, a term, a table, a chart.</param>
/// <param name="because">Why, in one sentence; may be left out.</param>
public sealed class Exercise(string question, object answer, string? because = null) : Display
{
    /// <summary>The answer, so that it can be checked.</summary>
    public object Answer { get; } = answer;

    internal override Tag ToTag() => new Tag(
        "div",
        ("class", "sz-exercise"),
        new Tag("p", new Tag("strong", $"{Labels.Exercise}:"), " ", question),
        new Tag(
            "details",
            ("class", "sz-answer"),
            new Tag("summary", Labels.Answer),
            Displays.Of(Answer).ToTag(),
            because is null ? null : new Tag("p", because)));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Labels.Exercise}: {question}\n{Labels.Answer}: {Displays.Of(Answer)}{(because is null ? "" : $"\n{because}")}";
}
