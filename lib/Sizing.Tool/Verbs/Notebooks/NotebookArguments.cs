using System.CommandLine;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Workers;

namespace Sizing.Tool.Verbs.Notebooks;

/// <summary>What every verb that runs notebooks takes: which notebooks, values for their parameters, limits.</summary>
internal sealed class NotebookArguments
{
    private readonly NotebookFiles files;

    private readonly Option<string[]> set = new("--set")
    {
        Description = "A value for a parameter of the notebook, as name=value; may be given more than once.",
    };

    private readonly Option<double> timeout = new("--timeout")
    {
        Description = "The longest time of one cell, in seconds.",
        DefaultValueFactory = _ => new RunLimits().Time.TotalSeconds,
    };

    private readonly Option<double> memory = new("--memory")
    {
        Description = "The most memory of one worker, in GiB.",
        DefaultValueFactory = _ => new RunLimits().Memory.InGiB,
    };

    /// <summary>Adds the arguments to a verb.</summary>
    internal NotebookArguments(Command command)
    {
        files = new NotebookFiles(command);
        command.Add(set);
        command.Add(timeout);
        command.Add(memory);
    }

    /// <summary>Whether any parameter is set.</summary>
    internal bool AnySet(ParseResult parsed) => Values(parsed).Count > 0;

    /// <summary>The notebooks named, read, with the parameters set.</summary>
    /// <exception cref="SizingException">There is none, one cannot be read, or a parameter does not fit.</exception>
    internal IReadOnlyList<NotebookDocument> Documents(ParseResult parsed)
    {
        var documents = files.Documents(parsed);
        return AnySet(parsed) ? NotebookParameters.Set(documents, Values(parsed)) : documents;
    }

    /// <summary>The limits given.</summary>
    /// <exception cref="SizingException">A limit is not positive.</exception>
    internal RunOptions Options(ParseResult parsed) => new()
    {
        Limits = new RunLimits
        {
            Time = TimeSpan.FromSeconds(Within(parsed.GetValue(timeout), 0.1, 86_400, "--timeout", "seconds")),
            Memory = Bytes.FromGiB(Within(parsed.GetValue(memory), 0.25, 1_024, "--memory", "GiB")),
        },
    };

    private List<KeyValuePair<string, string>> Values(ParseResult parsed) =>
        [.. (parsed.GetValue(set) ?? []).Select(pair => pair.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? KeyValuePair.Create(name, value)
            : throw new SizingException($"--set {pair}: write it as name=value."))];

    private static double Within(double value, double least, double most, string option, string unit) =>
        value >= least && value <= most ? value : throw new SizingException($"{option} {value}: give {least} to {most} {unit}.");
}
