namespace Sizing.Tool.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("bogus", "'bogus' is not a verb of sizing; the verbs are params")]
    [InlineData("params --bogus", "'--bogus' is not an option of 'params'")]
    [InlineData("plan", "'plan' needs one of: infer")]
    [InlineData("kernel remove", "'kernel' needs one of: install, uninstall")]
    [InlineData("infer --model llama-3-8b", "--gpu")]
    [InlineData("", "Name a verb: params")]
    public async Task A_wrong_call_ends_in_one_sentence_and_exit_code_2(string arguments, string expected)
    {
        var run = await CommandRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(run.Output);
    }
}
