using System.CommandLine;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Plan;

/// <summary><c>plan stack</c>: several models together on one machine.</summary>
internal static class PlanStackVerb
{
    private const int MachinesShown = 5;

    private static readonly int[] Counts = [1, 2, 4, 8];

    private static readonly Option<string> Model = new("--model") { Description = "The model that has what the others leave: the chat model.", HelpName = "MODEL", Required = true };
    private static readonly Option<string[]> Beside = new("--beside") { Description = "Further models, each with sequences at a time: BAAI/bge-m3:32.", HelpName = "MODEL", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Weights = new("--weights") { Description = "Weight format of the first model.", HelpName = "FORMAT" };
    private static readonly Option<int?> Context = new("--context") { Description = "Longest sequence of the first model.", HelpName = "N" };
    private static readonly Option<int> Concurrency = new("--concurrency") { Description = "Sequences of the first model at a time; 1 by default.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Have = new("--have") { Description = "The machine: \"2x RTX A6000\"; by default the cheapest to rent that hold all.", HelpName = "GPUS" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    internal static Command Create()
    {
        var verb = new Command("stack", "Places a chat model, embedder, reranker and others together on one machine.") { Model, Beside, Weights, Context, Concurrency, Have, Json };
        verb.SetAction(parsed =>
        {
            var stacks = Find(parsed);
            if (parsed.GetValue(Json))
                Console.WriteLine(JsonOf(parsed, stacks));
            else
                foreach (var stack in stacks)
                    Print(stack);
            return stacks.Count > 0 && stacks[0].Fits ? CommandLine.Done : CommandLine.No;
        });
        return verb;
    }

    private static List<ModelGroup> Find(ParseResult parsed)
    {
        if (parsed.GetValue(Have) is { } have && GpuGroup.Parse(have) is var group)
            return [ModelGroup.Of(group.Gpu, group.Count, Servings(parsed, group.Gpu))];
        var found = from gpu in Catalog.Gpus
                    let rent = Catalog.RentalPerGpuHour(gpu)
                    where rent is not null
                    from count in Counts
                    select (Gpu: gpu, Count: count, Hour: rent.Typical * count);
        List<ModelGroup> cheapest = [];
        foreach (var (gpu, count, _) in found.OrderBy(machine => machine.Hour))
            if (cheapest.Count < MachinesShown && ModelGroup.Of(gpu, count, Servings(parsed, gpu)) is { Fits: true } stack)
                cheapest.Add(stack);
        return cheapest.Count > 0 ? cheapest : throw new SizingException("No machine with a rent holds all of them on up to 8 GPUs; take fewer sequences or fewer bits.");
    }

    private static List<Serving> Servings(ParseResult parsed, GpuSpec gpu) =>
    [
        new(Catalog.Model(parsed.GetRequiredValue(Model)), gpu)
        {
            Weights = parsed.GetValue(Weights) is { } format ? WeightFormat.Parse(format) : null,
            Context = parsed.GetValue(Context),
            Concurrency = parsed.GetValue(Concurrency),
        },
        .. parsed.GetRequiredValue(Beside).Select(text => Companion(text, gpu)),
    ];

    private static Serving Companion(string text, GpuSpec gpu)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var sequences)
            ? new(Catalog.Model(text[..colon]), gpu) { Concurrency = sequences }
            : new(Catalog.Model(text), gpu);
    }

    private static void Print(ModelGroup stack)
    {
        if (stack.WhyNot is { } reason)
            Console.WriteLine(reason);
        Console.WriteLine(stack.Places.Select(place => new
        {
            Model = place.Estimate.Setup.Model.Name,
            Gpus = string.Join(", ", place.Devices),
            Share = $"{100 * place.Share:0} %",
            Weights = place.Estimate.Setup.Weights.Name,
            Memory = $"{new Bytes(place.Estimate.Memory.Value.Whole)}",
            Sequences = $"{place.Estimate.MaxConcurrency:0.#}",
        }).ToTable($"{stack.Gpus} × {stack.Gpu}"));
        foreach (var (place, index) in stack.Places.Select((place, index) => (place, index)))
            Console.WriteLine(place.Command(index));
        Console.WriteLine();
    }

    private static string JsonOf(ParseResult parsed, List<ModelGroup> stacks) => JsonLine.Of(new
    {
        Model = parsed.GetRequiredValue(Model),
        Stacks = stacks.Select(stack => new
        {
            Gpu = stack.Gpu.Name,
            stack.Gpus,
            stack.Fits,
            stack.WhyNot,
            Places = stack.Places.Select((place, index) => new
            {
                Model = place.Estimate.Setup.Model.Name,
                place.Devices,
                place.Share,
                MemoryBytes = place.Estimate.Memory.Value.Whole,
                MaxConcurrency = Math.Round(place.Estimate.MaxConcurrency, 2),
                Command = place.Command(index),
            }),
        }),
    });
}
