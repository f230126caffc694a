using Sizing.Answers;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Html;

/// <summary>What one pair of a matrix answers, and the pages that explain it.</summary>
internal sealed class MatrixCell
{
    private MatrixCell(Edition edition, IReadOnlyList<Lesson> lessons) => (Edition, Lessons) = (edition, lessons);

    /// <summary>The pair.</summary>
    internal Edition Edition { get; }

    /// <summary>Its pages.</summary>
    internal IReadOnlyList<Lesson> Lessons { get; }

    /// <summary>What is asked of the pair.</summary>
    internal required Serving Asked { get; init; }

    /// <summary>Whether it fits.</summary>
    internal bool Fits { get; private init; }

    /// <summary>Room left as a share of what the engine takes: 1 is empty, below 0 does not fit.</summary>
    internal double Headroom { get; private init; }

    /// <summary>The figures in short, or why there are none.</summary>
    internal IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>Serves the model on the GPU with the context and the users that the lessons are set to.</summary>
    internal static MatrixCell Of(Edition edition, IReadOnlyList<Lesson> lessons)
    {
        var parameters = lessons.SelectMany(each => NotebookParameters.Of(each.Notebook)).ToList();
        var serving = new Serving(Catalog.Model(edition.Model), Catalog.Gpu(edition.Gpu)) { Context = Number(parameters, "context"), Concurrency = Number(parameters, "users") ?? 1 };
        try
        {
            var answer = ServingAnswer.Of(serving);
            string[] wanted = ["Room left", "Time per output token", "Output tokens per second", "Cost of a million output tokens, rented"];
            return new(edition, lessons)
            {
                Asked = serving,
                Fits = answer.Fits,
                Headroom = 1 - answer.Memory.Value.Value / answer.Capacity.Value,
                Lines = [.. answer.Figures.Where(figure => wanted.Contains(figure.Name)).Select(figure => $"{figure.Name}: {figure.Value}")],
            };
        }
        catch (SizingException problem)
        {
            return new(edition, lessons) { Asked = serving, Headroom = double.NegativeInfinity, Lines = [problem.Message] };
        }
    }

    private static int? Number(IEnumerable<NotebookParameter> parameters, string name) =>
        parameters.FirstOrDefault(each => each.Name == name && each.Type == "int") is { } found && int.TryParse(found.Literal, out var number) ? number : null;
}
