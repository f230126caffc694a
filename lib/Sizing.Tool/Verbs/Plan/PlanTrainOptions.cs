using System.CommandLine;
using System.Globalization;
using Sizing.Tool.Verbs.Train;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>The options of <c>plan train</c>.</summary>
internal sealed class PlanTrainOptions
{
    private static readonly string[] Methods = ["full", "lora", "qlora"];

    private readonly Option<string> model = new("--model") { Description = "A catalog id, an alias, or a path to a config.json.", HelpName = "MODEL", Required = true };
    private readonly Option<string> tokens = new("--tokens") { Description = "Tokens to train on: 10M, 300B, 15e12.", HelpName = "N", Required = true };
    private readonly Option<int> sequence = new("--seq") { Description = "Tokens of a sequence; 4096 by default.", HelpName = "N", DefaultValueFactory = _ => 4096 };
    private readonly Option<int> batch = new("--global-batch") { Description = "Sequences of an optimizer step over all GPUs; 128 by default.", HelpName = "N", DefaultValueFactory = _ => 128 };
    private readonly Option<string> method = new("--method") { Description = "full, lora, qlora, joined by commas, the most wanted first; all three by default.", HelpName = "NAME", DefaultValueFactory = _ => "full,lora,qlora" };
    private readonly Option<int> rank = new("--lora-rank") { Description = "Rank of adapters; 16 by default.", HelpName = "N", DefaultValueFactory = _ => 16 };
    private readonly Option<bool> fp8 = new("--fp8") { Description = "Matrices may be multiplied in FP8 where the GPU has it." };
    private readonly Option<bool> offload = new("--offload") { Description = "Optimizer states may be in host memory." };
    private readonly Option<string?> deadline = new("--deadline") { Description = "The longest time: 7d, 12h.", HelpName = "TIME" };
    private readonly Option<double?> budget = new("--budget") { Description = "Most rent for the whole run.", HelpName = "USD" };
    private readonly PlanHardwareOptions hardware = new();

    internal IEnumerable<Option> All => [model, tokens, sequence, batch, method, rank, fp8, offload, deadline, budget, .. hardware.All];

    internal TrainingQuestion Read(ParseResult parsed) => new(Catalog.Model(parsed.GetRequiredValue(model)))
    {
        Tokens = TrainArguments.Tokens(parsed.GetRequiredValue(tokens)),
        Sequence = parsed.GetValue(sequence),
        GlobalBatch = parsed.GetValue(batch),
        Methods = [.. TrainArguments.Words(parsed.GetValue(method)).Select(MethodOf)],
        AdapterRank = parsed.GetValue(rank),
        AllowFp8 = parsed.GetValue(fp8),
        AllowOffload = parsed.GetValue(offload),
        DeadlineSeconds = Deadline(parsed.GetValue(deadline)),
        BudgetDollars = parsed.GetValue(budget),
        Constraints = hardware.Read(parsed),
    };

    private static TrainingMethod MethodOf(string name) => Array.IndexOf(Methods, name) is >= 0 and var index
        ? (TrainingMethod)index
        : throw new SizingException($"--method '{name}' is not planned; known: {string.Join(", ", Methods)}.");

    private static double? Deadline(string? text)
    {
        if (text is null)
            return null;
        var unit = text.EndsWith('d') ? 86_400 : text.EndsWith('h') ? 3_600 : 0;
        return unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count * unit
            : throw new SizingException($"'{text}' is no deadline; write 7d or 12h.");
    }
}
