using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sizing.Tool.Notebooks.Workers;

/// <summary>
/// A worker and everything that its cells started. Children are found by the mark they inherit in their environment, so that one
/// that left its parent is found too; where there is no /proc, by the parent alone.
/// </summary>
internal static class ProcessTree
{
    private const string ProcessFolder = "/proc";
    private const int MostRounds = 50;

    /// <summary>How many they are, and their resident memory in bytes.</summary>
    internal static (int Processes, long ResidentBytes) Usage(string mark, int root)
    {
        var members = Members(mark, root);
        return (members.Count, members.Sum(ResidentBytes));
    }

    /// <summary>Ends all of them, this process last.</summary>
    internal static void Kill(string mark, int root)
    {
        if (root != Environment.ProcessId)
            Kill(root);
        // A child may start another while it is being killed.
        for (var round = 0; round < MostRounds && Members(mark, root).Where(member => member != root).ToList() is { Count: > 0 } members; round++)
            members.ForEach(Kill);
        Kill(root);
    }

    private static List<int> Members(string mark, int root)
    {
        if (!Directory.Exists(ProcessFolder))
            return [root];
        var needle = Encoding.ASCII.GetBytes($"{WorkerLine.MarkVariable}={mark}");
        return [.. Directory.EnumerateDirectories(ProcessFolder)
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && (id == root || Contains($"{ProcessFolder}/{id}/environ", needle)))];
    }

    private static bool Contains(string file, byte[] needle)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(needle) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long ResidentBytes(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WorkingSet64;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: id != Environment.ProcessId && !Directory.Exists(ProcessFolder));
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
