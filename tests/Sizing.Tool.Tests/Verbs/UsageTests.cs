namespace Sizing.Tool.Tests.Verbs;

public sealed class UsageTests
{
    [Theory]
    [InlineData("bogus", "'bogus' is not a verb of sizing; the verbs are params")]
    [InlineData("params --bogus", "'--bogus' is not an option of 'params'")]
    [InlineData("plan", "'plan' needs one of: infer")]
    [InlineData("kernel remove", "'kernel' needs one of: install, uninstall")]
    [InlineData("infer --model llama-3-8b", "--gpu")]
    [InlineData("", "Name a verb: params")]
    [InlineData("params @/dev/null", "Model '@/dev/null' is not in the catalog")]
    [InlineData("params no\u001b[31m", "Model 'no\\u001b[31m' is not in the catalog")]
    [InlineData("params /", "/ is a folder; name the config.json in it.")]
    [InlineData("infer --model llama-3.1-8b --gpu H100 --context 2147483647 --concurrency 2147483647", "more than can be counted")]
    [InlineData("plan infer --model llama-3.1-8b --input 2147483647 --output 2147483647 --rate 1", "multiply to more than can be counted")]
    [InlineData("accuracy /", "'/' is a folder; name a file.")]
    [InlineData("run /dev/null/x.ipynb", "Notebook '/dev/null/x.ipynb' does not exist")]
    public async Task A_wrong_call_ends_in_one_sentence_and_exit_code_2(string arguments, string expected)
    {
        var run = await CommandRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(run.Output);
    }
}
