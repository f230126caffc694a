namespace Sizing.Tool.Tests.Notebooks;

/// <summary>Looks after processes that a test did not start itself.</summary>
internal static class TestProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Whether a process has ended, be it that nobody has reaped it yet.</summary>
    internal static bool HasEnded(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Waits until something is so; a test that waits for ever fails.</summary>
    internal static async Task UntilAsync(Func<bool> isSo, string what)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(clock.Elapsed < Longest, what);
            await Task.Delay(20);
        }
    }
}
