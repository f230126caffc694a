namespace Sizing.Tool.Tests;

/// <summary>Finds files of the repository from the folder that the tests run in.</summary>
internal static class Repository
{
    internal static string File(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder!.FullName, "Workbook.sln")))
            folder = folder.Parent;
        return Path.Combine([folder.FullName, .. parts]);
    }
}
