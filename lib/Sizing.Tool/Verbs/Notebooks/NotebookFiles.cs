using System.CommandLine;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Verbs.Notebooks;

/// <summary>The notebooks that a verb is asked to work on.</summary>
internal sealed class NotebookFiles
{
    private readonly Argument<string[]> notebooks = new("NOTEBOOK")
    {
        Description = "Notebook files or folders of them; without any, all of the nearest 'notebooks' folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Adds the argument to a verb.</summary>
    internal NotebookFiles(Command command) => command.Add(notebooks);

    /// <summary>The notebooks named, read, each once.</summary>
    /// <exception cref="SizingException">There is none, or one cannot be read.</exception>
    internal IReadOnlyList<NotebookDocument> Documents(ParseResult parsed)
    {
        var named = parsed.GetValue(notebooks) is { Length: > 0 } given ? given.SelectMany(Expand) : Expand(NearestFolder());
        return [.. named.Distinct(StringComparer.Ordinal).Select(NotebookDocument.Read)];
    }

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
}
