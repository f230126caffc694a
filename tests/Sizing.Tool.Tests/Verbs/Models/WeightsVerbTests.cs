using System.Text;
using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Models;

public sealed class WeightsVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sizing-weights-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Each_model_is_one_line_and_its_parts_add_up_to_the_total()
    {
        var run = await CommandRun.Of("weights", "llama-3-8b", "llama-2-13b", "--format", "bf16", "--json");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([16_060_522_496, 13_015_864_320 * 2], lines.Select(line => line.GetProperty("bytesTotal").GetInt64()));
        Assert.All(lines, line => Assert.Equal("model", line.EnumerateObject().First().Name));
        Assert.All(lines, line => Assert.Equal(
            line.GetProperty("bytesTotal").GetInt64(), line.GetProperty("parts").EnumerateObject().Sum(part => part.Value.GetInt64())));
    }

    [Fact]
    public async Task Safetensors_are_added_up_from_their_header_alone()
    {
        var header = Encoding.UTF8.GetBytes("""{"a":{"dtype":"BF16","shape":[3,4],"data_offsets":[0,24]},"b":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}""");
        var path = Path.Combine(folder.FullName, "model.safetensors");
        await File.WriteAllBytesAsync(path, [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. new byte[32]]);

        var answer = JsonDocument.Parse((await CommandRun.Of("weights", path, "--json")).Output).RootElement;

        Assert.Equal(32, answer.GetProperty("bytesTotal").GetInt64());
        Assert.Equal(24, answer.GetProperty("parts").GetProperty("bf16Bytes").GetInt64());
    }

    [Theory]
    [InlineData("llama-3-8b", "int5", "int5")]
    [InlineData("absent.gguf", "bf16", "absent.gguf")]
    [InlineData("no-such-model", "bf16", "no-such-model")]
    public async Task Bad_input_is_one_sentence_and_exit_code_two(string model, string format, string named)
    {
        var run = await CommandRun.Of("weights", model, "--format", format);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
