using System.CommandLine;
using System.Globalization;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>The options of <c>infer</c> about traffic, decoding and targets.</summary>
internal sealed class InferLoadOptions
{
    private readonly Option<double?> rate = Number("--rate", "N", "Requests per second that arrive at random; by default as many clients as --concurrency, each waiting for its answer.");
    private readonly Option<string?> speculative = new("--speculative") { Description = "Drafted tokens of a step, and the chance that one is accepted: 3:0.8.", HelpName = "TOKENS:CHANCE" };
    private readonly Option<string?> firstToken = Time("--target-ttft", "Longest time to first token that is wanted: 2s, 500ms; milliseconds without a unit.");
    private readonly Option<string?> perToken = Time("--target-tpot", "Longest time per output token that is wanted: 50ms.");

    private readonly Option<double?> load = Number("--queue-load", "SHARE", "Largest share of the requests it could finish that a deployment is asked for; 0.75 by default.");

    private readonly Option<bool> topP = new("--top-p") { Description = "Tokens are drawn from the likeliest ones (top-p, top-k), which sorts the vocabulary at every step; by default the likeliest one is taken." };
    private readonly Option<int?> rounds = new("--rounds") { Description = "Requests that each client sends when all clients start at once, as benchmarks do; by default clients never stop.", HelpName = "N" };
    private readonly Option<bool> allAtOnce = new("--all-at-once") { Description = "All requests arrive at once and wait for a slot, as those of a batch job; --rounds says how many for each client." };
    private readonly Option<int?> captured = new("--captured-tokens") { Description = "Most prompt tokens of a step that are replayed from CUDA graphs; by default the engine's: 512 in vLLM, none in others.", HelpName = "N" };
    private readonly Option<int?> prefill = new("--prefill-replicas") { Description = "Replicas of the same plan, on GPUs of their own, that compute all prompts and send the cache to those that decode.", HelpName = "N" };
    private readonly Option<double?> kvLink = Number("--kv-link", "GBPS", "Gigabits per second at which one GPU receives a prompt's cache; by default its share of the servers' network.");
    private readonly Option<double?> host = Number("--host-ms", "MS", "Milliseconds of each step that GPUs wait for a busy host; 0 by default.");

    internal IEnumerable<Option> All => [rate, rounds, allAtOnce, topP, speculative, captured, prefill, kvLink, host, firstToken, perToken, load];

    internal ServingLoad Read(ParseResult parsed)
    {
        var (drafted, accepted) = Speculation(parsed.GetValue(speculative));
        return new()
        {
            RequestsPerSecond = parsed.GetValue(rate),
            Rounds = parsed.GetValue(rounds),
            AllAtOnce = parsed.GetValue(allAtOnce),
            CapturedTokens = parsed.GetValue(captured),
            PrefillReplicas = parsed.GetValue(prefill),
            KvLinkBytesPerSecond = parsed.GetValue(kvLink) * 1e9 / 8,
            Sampled = parsed.GetValue(topP),
            HostSeconds = (parsed.GetValue(host) ?? 0) / 1e3,
            Drafted = drafted,
            Accepted = accepted,
            TargetFirstTokenSeconds = Duration.Seconds(parsed.GetValue(firstToken)),
            TargetPerTokenSeconds = Duration.Seconds(parsed.GetValue(perToken)),
            QueueLoad = parsed.GetValue(load),
        };
    }

    private static (int Drafted, double Accepted) Speculation(string? text)
    {
        if (text is null)
            return (0, new ServingLoad().Accepted);
        var parts = text.Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var drafted)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var accepted)
            && drafted is > 0 and <= 64 && accepted is >= 0 and <= 1
            ? (drafted, accepted)
            : throw new SizingException($"'{text}' does not name drafted tokens and the chance of each; write 3:0.8.");
    }

    private static Option<string?> Time(string name, string description) => new(name) { Description = description, HelpName = "TIME" };

    private static Option<double?> Number(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
