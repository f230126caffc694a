using System.Diagnostics;
using System.Text;
using Sizing.Models;
using Xunit.Abstractions;

namespace Sizing.Tests.Models;

public sealed class ConfigFuzzTests(ITestOutputHelper output)
{
    private const int Short = 5_000;
    private const int Long = 50_000;

    private static readonly string[] Values =
        ["null", "true", "-1", "0", "1", "1e400", "2.5", "\"x\"", "[]", "{}", "[0]", "1073741824", "9223372036854775808", "\"\\ud800\"", "[[[[]]]]", "65536", "4096"];

    [Fact]
    public void Every_mutated_config_is_read_or_refused_with_a_sentence()
    {
        var count = Environment.GetEnvironmentVariable("LONG_RUN") == "1" ? Long : Short;
        var configs = ReferenceModel.All.Select(model => model.Config.GetRawText()).ToArray();
        var random = new Random(20_261_123);
        var (slowest, slowestText, read) = (TimeSpan.Zero, "", 0);
        for (var i = 0; i < count; i++)
        {
            var text = Mutate(configs[i % configs.Length], random);
            var clock = Stopwatch.StartNew();
            read += Outcome(text) ? 1 : 0;
            if (clock.Elapsed <= slowest)
                continue;
            (slowest, slowestText) = (clock.Elapsed, text);
        }

        output.WriteLine($"{count} configs, {read} read; the slowest took {slowest.TotalMilliseconds:N0} ms: {slowestText[..Math.Min(200, slowestText.Length)]}");
        Assert.InRange(read, 1, count - 1);
    }

    private static bool Outcome(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        try
        {
            _ = ModelReader.Read(stream, "fuzz").Parameters;
            return true;
        }
        catch (SizingException problem)
        {
            Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var times = random.Next(1, 4); times > 0; times--)
            MutateOnce(mutated, random);
        return mutated.ToString();
    }

    private static void MutateOnce(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(6))
        {
            case 0:
                text[at] = (char)random.Next(1, 256);
                break;
            case 1:
                text.Length = at + 1;
                break;
            case 2:
                text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)).Append(' ');
                break;
            default:
                ReplaceValue(text, at, Values[random.Next(Values.Length)]);
                break;
        }
    }

    /// <summary>Replaces the number or word after the next colon.</summary>
    private static void ReplaceValue(StringBuilder text, int at, string value)
    {
        var whole = text.ToString();
        var start = whole.IndexOf(':', at) + 1;
        var end = start == 0 ? -1 : whole.AsSpan(start).IndexOfAny(",}]");
        if (end > 0)
            text.Remove(start, end).Insert(start, value);
    }
}
