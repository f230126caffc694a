using System.Text;
using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks;

/// <summary>A notebook in nbformat 4.5: its cells, and metadata that is kept whether known or not.</summary>
/// <param name="Path">The file it came from.</param>
/// <param name="Cells">The cells in order.</param>
internal sealed record NotebookDocument(string Path, IReadOnlyList<Cell> Cells)
{
    /// <summary>The largest notebook file that is read.</summary>
    private const int LargestFileBytes = 256 << 20;

    /// <summary>The notebook's own metadata as read.</summary>
    internal JsonObject Metadata { get; init; } = [];

    /// <summary>The file name without folder and extension.</summary>
    internal string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folder against which a cell's relative paths resolve.</summary>
    internal string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="SizingException">The file cannot be read or is no notebook.</exception>
    internal static NotebookDocument Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                throw new SizingException($"Notebook '{path}' does not exist; name an .ipynb file.");
            var text = WholeFile.ReadAtMost(path, LargestFileBytes)
                ?? throw new SizingException($"Notebook '{path}' is larger than {LargestFileBytes >> 20} MiB; clear its outputs.");
            return NotebookReader.Parse(text, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SizingException($"Notebook '{path}' cannot be read: {problem.Message}", problem);
        }
        catch (DecoderFallbackException problem)
        {
            throw new SizingException($"Notebook '{path}' is not UTF-8 text; save it as UTF-8.", problem);
        }
    }

    /// <summary>The text of the file, formatted as Jupyter formats it: keys sorted, indented by one, a final newline.</summary>
    internal string ToText() => NotebookWriter.Write(this);

    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="SizingException">The file cannot be written.</exception>
    internal void Save() => WholeFile.Write(Path, ToText());
}
