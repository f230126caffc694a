using System.CommandLine;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Verbs;

/// <summary>What every verb that runs notebooks takes: which notebooks, values for their parameters, limits.</summary>
internal sealed class NotebookArguments
{
    private readonly Argument<string[]> notebooks = new("NOTEBOOK")
    {
        Description = "Notebook files or folders of them; without any, all of the nearest 'notebooks' folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

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
        command.Add(notebooks);
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
        var named = parsed.GetValue(notebooks) is { Length: > 0 } given ? given.SelectMany(Expand) : Expand(NearestFolder());
        var documents = named.Distinct(StringComparer.Ordinal).Select(NotebookDocument.Read).ToList();
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

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var files = Directory.GetFiles(path, "*.ipynb").Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new SizingException($"Folder '{path}' holds no notebook; name an .ipynb file.");
    }

    private static string NearestFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "notebooks");
            if (Directory.Exists(candidate))
                return Path.GetRelativePath(Environment.CurrentDirectory, candidate);
        }
        throw new SizingException("There is no 'notebooks' folder here or above; name the notebooks.");
    }

    private static double Within(double value, double least, double most, string option, string unit) =>
        value >= least && value <= most ? value : throw new SizingException($"{option} {value}: give {least} to {most} {unit}.");
}
