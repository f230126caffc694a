using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Models;

public sealed class ModelVerbTests
{
    [Fact]
    public async Task Params_prints_one_object_a_line_with_the_agreed_keys()
    {
        var run = await CommandRun.Of("params", "llama-3-8b", "deepseek-v3", "--json");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["meta-llama/Meta-Llama-3-8B", "deepseek-ai/DeepSeek-V3"], lines.Select(line => line.GetProperty("model").GetString()));
        Assert.All(lines, line => Assert.Equal(["model", "modelType", "parameters", "parts"], Keys(line)));
        Assert.Equal(["total", "active", "embedding", "nonEmbedding", "mtp", "vision"], Keys(lines[0].GetProperty("parameters")));
        Assert.Equal(8_030_261_248, lines[0].GetProperty("parameters").GetProperty("total").GetInt64());
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("parameters").GetProperty("mtp").ValueKind);
    }

    [Fact]
    public async Task Kv_prints_bytes_per_token_state_and_layers_of_a_rank()
    {
        var run = await CommandRun.Of("kv", "llama-3-8b", "--context", "1000", "--sequences", "4", "--tp", "2", "--json");
        var answer = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(65_536, answer.GetProperty("bytesPerToken").GetInt64()); // 131,072 over 2 ranks
        Assert.Equal(0, answer.GetProperty("stateBytesPerSequence").GetInt64());
        Assert.Equal(65_536_000, answer.GetProperty("bytesPerSequence").GetInt64());
        Assert.Equal(262_144_000, answer.GetProperty("bytesTotal").GetInt64());
        Assert.Equal(32, answer.GetProperty("perLayer").GetArrayLength());
    }

    [Fact]
    public async Task A_context_beyond_the_models_own_is_answered_with_a_warning()
    {
        var run = await CommandRun.Of("kv", "llama-2-13b", "--context", "8192", "--json");
        Assert.Equal((0, "meta-llama/Llama-2-13b-hf was made for 4,096 tokens of context, not for 8,192."), (run.ExitCode, run.Error.Trim()));
        Assert.Equal(6_710_886_400, JsonDocument.Parse(run.Output).RootElement.GetProperty("bytesTotal").GetInt64()); // 6.25 GiB
    }

    [Theory]
    [InlineData("params", "llama-9-8b")]
    [InlineData("kv", "llama-3-8b", "--context", "-1")]
    [InlineData("kv", "llama-3-8b", "--dtype", "int3")]
    [InlineData("kv", "llama-3-8b", "--tp", "0")]
    public async Task Bad_input_ends_with_one_sentence_and_code_2(params string[] arguments)
    {
        var run = await CommandRun.Of(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(".", run.Error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_refused_leaves_the_others_answered()
    {
        var run = await CommandRun.Of("params", "nowhere.json", "gpt2", "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("124439808", run.Output, StringComparison.Ordinal);
        Assert.Contains("nowhere.json cannot be read", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(JsonElement value) => value.EnumerateObject().Select(property => property.Name);
}
