using System.CommandLine;
using Sizing.Data;

namespace Sizing.Tool.Verbs.Train;

/// <summary>The options of <c>train</c> for what frameworks decide by default, and for examples shorter than a sequence.</summary>
internal sealed class TrainDetailOptions
{
    private readonly Option<string[]> switches = new("--switch")
    {
        Description = "A default of the framework set otherwise, NAME=WORD, more than once: foreach=no, adapter=bf16, norm_copies=no, mixed_gradients=bf16.",
        HelpName = "NAME=WORD",
    };

    private readonly Option<int?> fsdp = new("--fsdp")
    {
        Description = "Version of FSDP, 1 or 2, in place of the framework's: 1 keeps sharded gradients beyond the step, and what frozen units read until the backward pass ends.",
        HelpName = "N",
    };

    private readonly Option<bool> prepared = new("--prepare-kbit") { Description = "As peft's prepare_model_for_kbit_training: FP32 embedding, head, norms and residual stream." };
    private readonly Option<int> every = new("--recompute-every") { Description = "Layers per checkpoint of full recomputation.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> dropout = new("--dropout") { Description = "The model drops out activations and keeps masks." };
    private readonly Option<int?> example = new("--example-tokens") { Description = "Mean tokens of an example, where examples are shorter than --seq.", HelpName = "N" };
    private readonly Option<bool> padded = new("--no-packing") { Description = "One example a sequence, padded, in place of packing several." };
    private readonly Option<string?> system = new("--system") { Description = "The kind of node, which decides the network.", HelpName = "SYSTEM" };
    private readonly Option<double?> nvme = new("--nvme-gb-per-s") { Description = "Rate of a node's NVMe drives together.", HelpName = "GB/S" };

    internal IEnumerable<Option> All => [switches, fsdp, prepared, every, dropout, example, padded, system, nvme];

    internal TrainingRun Apply(ParseResult parsed, TrainingRun run)
    {
        UnreadOptions.Refuse(parsed, (every, run.Recompute is Recompute.Full, "--recompute full"), (nvme, run.Plan.OffloadToNvme, "--offload nvme"));
        return Detailed(parsed, run);
    }

    private TrainingRun Detailed(ParseResult parsed, TrainingRun run) => run with
    {
        Framework = Pairs([.. Version(parsed.GetValue(fsdp), run.Plan), .. parsed.GetValue(switches) ?? []]) is { Count: > 0 } words ? TrainingData.Default.Framework(run.Framework.Name, words) : run.Framework,
        Fp32Residual = parsed.GetValue(prepared),
        Fp32Unquantized = parsed.GetValue(prepared),
        RecomputeEvery = parsed.GetValue(every),
        Dropout = parsed.GetValue(dropout),
        ExampleTokens = parsed.GetValue(example),
        Packed = !parsed.GetValue(padded),
        System = parsed.GetValue(system) is { } name ? Catalog.System(name) : null,
        NvmeBytesPerSecond = parsed.GetValue(nvme) * 1e9,
    };

    /// <summary>What the two versions do otherwise: flat parameters with hooks, or a DTensor for each (torch/distributed/fsdp/_runtime_utils.py and fully_shard).</summary>
    private static string[] Version(int? fsdp, TrainingPlan plan) => fsdp switch
    {
        null => [],
        _ when plan is not { Sharding: StateSharding.Weights, Data: > 1 } => throw new SizingException("--fsdp needs several data-parallel ranks and --zero 3; raise --gpus, or leave it out."),
        1 => ["sharded_gradients_stay=yes", "frozen_units_held=yes"],
        2 => ["sharded_gradients_stay=no", "frozen_units_held=no", "mixed_units=no"],
        { } other => throw new SizingException($"FSDP {other} does not exist; use 1 or 2."),
    };

    private static Dictionary<string, string> Pairs(IEnumerable<string> words)
    {
        Dictionary<string, string> pairs = [];
        foreach (var word in words)
        {
            var parts = word.Split('=', 2);
            pairs[parts[0].Trim()] = parts.Length == 2 ? parts[1].Trim() : throw new SizingException($"--switch '{word}' has no value; write NAME=WORD, such as foreach=no.");
        }

        return pairs;
    }
}
