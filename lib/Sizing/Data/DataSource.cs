namespace Sizing.Data;

/// <summary>
/// Where data files are read from: a folder, file by file, and what the folder lacks from the copies inside the library.
/// </summary>
public sealed class DataSource
{
    /// <summary>The environment variable that names a folder of data files.</summary>
    public const string FolderVariable = "SIZING_DATA";

    private readonly string? folder;

    private DataSource(string? folder) => this.folder = folder;

    /// <summary>The copies inside the library.</summary>
    public static DataSource Embedded { get; } = new(null);

    /// <summary>The folder that <c>SIZING_DATA</c> names, or <see cref="Embedded"/> where it is not set.</summary>
    public static DataSource FromEnvironment() =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } path ? FromFolder(path) : Embedded;

    /// <summary>A folder laid out like the project's <c>data/</c>; files that it lacks are the embedded ones.</summary>
    /// <exception cref="SizingException">The folder does not exist.</exception>
    public static DataSource FromFolder(string path) =>
        Directory.Exists(path) ? new(path) : throw new SizingException($"The data folder '{path}' does not exist.");

    /// <summary>Reads one data file as text.</summary>
    /// <param name="file">The path below <c>data/</c>, with forward slashes.</param>
    /// <exception cref="SizingException">The file cannot be read.</exception>
    public string ReadText(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        try
        {
            using var stream = Open(file);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SizingException($"The data file '{file}' cannot be read: {problem.Message}", problem);
        }
    }

    private Stream Open(string file)
    {
        if (folder is not null && Path.Combine(folder, file) is var path && File.Exists(path))
            return OrdinaryFile.Open(path);
        return typeof(DataSource).Assembly.GetManifestResourceStream(file)
            ?? throw new SizingException($"The data file '{file}' does not exist.");
    }
}
