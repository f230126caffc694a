using System.CommandLine;
using Sizing.Training;

namespace Sizing.Tool.Verbs.Train;

/// <summary>The options of <c>train</c> that spread a run over GPUs.</summary>
internal sealed class TrainPlanOptions
{
    private static readonly string[] Offloads = ["optimizer", "weights", "activations", "nvme"];

    private readonly Option<int?> gpus = Number("--gpus", "GPUs of the run; by default those of the degrees.");
    private readonly Option<int?> data = Number("--dp", "Data-parallel ranks; by default what the other degrees leave of --gpus.");
    private readonly Option<int?> tensor = Number("--tp", "Tensor-parallel ranks.");
    private readonly Option<int?> pipeline = Number("--pp", "Pipeline stages.");
    private readonly Option<int?> virtualStages = Number("--vpp", "Model chunks per stage of an interleaved schedule.");
    private readonly Option<int?> context = Number("--cp", "Context-parallel ranks.");
    private readonly Option<int?> expert = Number("--ep", "Expert-parallel ranks.");
    private readonly Option<int?> expertTensor = Number("--etp", "Tensor-parallel ranks inside an expert; by default 1 with --ep.");
    private readonly Option<bool> overlapExperts = new("--overlap-experts") { Description = "The exchange of experts runs beside the computation of another micro-batch, as DualPipe runs it." };
    private readonly Option<bool> noSequenceParallel = new("--no-sequence-parallel") { Description = "Tensor-parallel ranks keep the hidden states whole." };
    private readonly Option<bool> gpipe = new("--gpipe") { Description = "All forward passes before the backward passes, in place of 1F1B." };
    private readonly Option<int?> zero = Number("--zero", "ZeRO stage 0 to 3; 3 is FSDP. By default 3 with several data-parallel ranks.");

    internal IEnumerable<Option> All => [gpus, data, tensor, pipeline, virtualStages, context, expert, expertTensor, overlapExperts, noSequenceParallel, gpipe, zero];

    internal TrainingPlan Read(ParseResult parsed, IReadOnlyList<string> offload)
    {
        if (offload.FirstOrDefault(word => !Offloads.Contains(word)) is { } unknown)
            throw new SizingException($"'{unknown}' cannot be offloaded; known: {string.Join(", ", Offloads)}.");
        var plan = new TrainingPlan
        {
            Tensor = parsed.GetValue(tensor) ?? 1,
            Pipeline = parsed.GetValue(pipeline) ?? 1,
            Virtual = parsed.GetValue(virtualStages) ?? 1,
            Context = parsed.GetValue(context) ?? 1,
            Expert = parsed.GetValue(expert) ?? 1,
            ExpertTensor = parsed.GetValue(expertTensor),
            OverlapsExperts = parsed.GetValue(overlapExperts),
            SequenceParallel = !parsed.GetValue(noSequenceParallel),
            AllForwardFirst = parsed.GetValue(gpipe),
            OffloadOptimizer = offload.Contains("optimizer"),
            OffloadWeights = offload.Contains("weights"),
            OffloadToNvme = offload.Contains("nvme"),
            OffloadActivations = offload.Contains("activations"),
        };
        plan = plan with { Data = parsed.GetValue(data) ?? Remaining(parsed.GetValue(gpus), plan) };
        if (parsed.GetValue(gpus) is { } count && plan.Gpus != count)
            throw new SizingException($"dp·tp·pp·cp is {plan.Gpus} and --gpus {count}; make them equal, or leave one out.");
        return plan with { Sharding = parsed.GetValue(zero) is { } stage ? Stage(stage) : TrainingNames.ShardingOf(plan.Data) };
    }

    private static int Remaining(int? gpus, TrainingPlan plan)
    {
        if (gpus is not { } count)
            return 1;
        if (count < 1)
            throw new SizingException($"--gpus is {count}; it must be 1 or more.");
        var others = plan.Gpus;
        return others > 0 && count % others == 0 && count >= others
            ? count / others
            : throw new SizingException($"--gpus {count} is not a multiple of tp·pp·cp = {others}.");
    }

    private static StateSharding Stage(int zero) => zero is >= 0 and <= 3
        ? (StateSharding)zero
        : throw new SizingException($"ZeRO stage {zero} does not exist; use 0, 1, 2 or 3.");

    private static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
