namespace Sizing.Notebook.Tests;

/// <summary>Compares an output with the file that was read and approved.</summary>
internal static class Approval
{
    internal static void Verify(string name, string output)
    {
        var approved = Path.Combine(AppContext.BaseDirectory, "Approved", name);
        var received = Path.Combine(AppContext.BaseDirectory, "Received", name);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, output.TrimEnd('\n') + "\n");
        Assert.True(File.Exists(approved), $"Nothing is approved as '{name}'. Read {received}; if it is right, put it in the folder Approved of these tests.");
        Assert.Equal(File.ReadAllText(approved).ReplaceLineEndings("\n"), File.ReadAllText(received));
    }
}
