using System.CommandLine;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>The options of <c>plan infer</c>.</summary>
internal sealed class PlanInferOptions
{
    private readonly Option<string> model = new("--model") { Description = "A catalog id, an alias, or a path to a config.json.", HelpName = "MODEL", Required = true };
    private readonly Option<int?> input = Number("--input", "Tokens of a prompt.");
    private readonly Option<int?> output = Number("--output", "Tokens of an answer.");
    private readonly Option<int?> context = Number("--context", "Tokens of the longest sequence; by default input and output, else the model's limit.");
    private readonly Option<int> concurrency = new("--concurrency") { Description = "Sequences in flight, all of which must fit at their longest; 1 by default.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<double?> rate = Real("--rate", "N", "Requests per second that arrive at random.");
    private readonly Option<int?> users = Number("--users", "People who ask; with --requests-per-hour they give the rate.");
    private readonly Option<double?> hourly = Real("--requests-per-hour", "N", "Requests of one of them in an hour.");
    private readonly Option<double?> peak = Real("--peak", "RATIO", "The busiest time over the average; 1 by default.");
    private readonly Option<string?> firstToken = Text("--target-ttft", "TIME", "Longest time to first token that is wanted: 2s, 500ms; milliseconds without a unit.");
    private readonly Option<string?> perToken = Text("--target-tpot", "TIME", "Longest time per output token that is wanted: 50ms.");
    private readonly Option<double?> prefixHit = Real("--prefix-hit", "SHARE", "Share of the prompt that sequences have in common.");
    private readonly Option<string?> engine = Text("--engine", "ENGINE", "vllm, sglang or trtllm, with @version; by default the newest vllm.");
    private readonly Option<bool> buy = new("--buy") { Description = "Rank by what the GPUs cost to buy; by default by rent." };
    private readonly PlanConstraintOptions constraints = new();

    internal IEnumerable<Option> All =>
        [model, input, output, context, concurrency, rate, users, hourly, peak, firstToken, perToken, prefixHit, engine, buy, .. constraints.All];

    /// <summary>The people that the rate comes from, or null when none were named.</summary>
    internal Demand? DemandOf(ParseResult parsed)
    {
        if (parsed.GetValue(users) is not { } people)
            return null;
        if (parsed.GetValue(rate) is not null)
            throw new SizingException("The rate follows from users or is given; leave out --users or --rate.");
        return new(people, parsed.GetValue(hourly) ?? throw new SizingException("Users ask at some rate; give --requests-per-hour."), parsed.GetValue(peak) ?? 1);
    }

    internal ServingQuestion Read(ParseResult parsed) => new(Catalog.Model(parsed.GetRequiredValue(model)))
    {
        Input = parsed.GetValue(input),
        Output = parsed.GetValue(output),
        Context = parsed.GetValue(context),
        Concurrency = parsed.GetValue(concurrency),
        Rate = DemandOf(parsed)?.RequestsPerSecond.Value.Value ?? parsed.GetValue(rate),
        TargetFirstTokenSeconds = Duration.Seconds(parsed.GetValue(firstToken)),
        TargetPerTokenSeconds = Duration.Seconds(parsed.GetValue(perToken)),
        PrefixHit = parsed.GetValue(prefixHit) ?? 0,
        Engine = parsed.GetValue(engine) is { } name ? ServingEngine.Parse(name) : null,
        Cost = parsed.GetValue(buy) ? CostBasis.Buy : CostBasis.Rent,
        Constraints = constraints.Read(parsed),
    };

    private static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };

    private static Option<double?> Real(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
