using System.CommandLine;
using Sizing.Training;

namespace Sizing.Tool.Verbs.Train;

/// <summary>The options of <c>train</c>, and the run that they describe.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string> model = new("--model") { Description = "A catalog id, an alias, or a path to a config.json.", HelpName = "MODEL", Required = true };
    private readonly Option<string> gpu = new("--gpu") { Description = "A GPU of the catalog.", HelpName = "GPU", Required = true };
    private readonly Option<string> framework = Choice("--framework", "hf", "Whose defaults hold: hf, torchtune, litgpt, titan, nanotron, megatron, deepspeed, unsloth.");
    private readonly Option<string> method = Choice("--method", "full", "full, lora, rslora, dora, qlora, adapter, adapter-v2, galore, galore-8bit, apollo or lomo.");
    private readonly Option<string?> precision = Text("--precision", "fp32, bf16-mixed, fp16-mixed, bf16 or fp8; by default bf16-mixed, with adapters bf16.");
    private readonly Option<string?> optimizer = Text("--optimizer", string.Join(", ", Optimizer.All.Select(known => known.Name)) + "; by default adamw.");
    private readonly Option<string?> baseFormat = Text("--base", "Storage of frozen weights: bf16, nf4, nf4-dq, int8, gptq-int4-g128.");
    private readonly Option<int?> rank = new("--lora-rank") { Description = "Rank of the adapter, or of GaLore's and APOLLO's projection, 16 by default; tokens of the prompts of adapter and adapter-v2, 10 by default.", HelpName = "N" };
    private readonly Option<string> targets = Choice("--lora-targets", "all-linear", "Adapted modules, joined by commas: q_proj,v_proj, mlp, all-linear.");
    private readonly Option<string> recompute = Choice("--recompute", "none", "none, selective or full.");
    private readonly Option<string?> loss = Text("--loss", "full, hf, chunked, fused or cut; by default the framework's.");
    private readonly Option<string> attention = Choice("--attention", "flash", "flash, sdpa or eager.");
    private readonly Option<bool> compiled = new("--compile") { Description = "Element-wise operations are fused by a compiler." };
    private readonly Option<bool> inBackward = new("--optimizer-in-backward") { Description = "Apply and free each gradient inside the backward pass." };
    private readonly Option<int> sequence = Number("--seq", 4096, "Tokens of a sequence.");
    private readonly Option<int> microBatch = Number("--micro-batch", 1, "Sequences per GPU and forward pass.");
    private readonly Option<int?> globalBatch = new("--global-batch") { Description = "Sequences per optimizer step over all GPUs.", HelpName = "N" };
    private readonly Option<string?> offload = Text("--offload", "What is in host memory, joined by commas: optimizer, weights, activations; with nvme, states and weights go on to drives.");
    private readonly Option<string?> tokens = Text("--tokens", "Tokens to train on: 15e12, 300B, 2T.");
    private readonly Option<double?> price = new("--price") { Description = "Dollars per GPU-hour.", HelpName = "USD" };
    private readonly Option<double?> mfu = new("--mfu") { Description = "Achieved share of the peak, 0 to 1; by default a dated value.", HelpName = "SHARE" };
    private readonly TrainPlanOptions plan = new();
    private readonly TrainDetailOptions details = new();

    internal IEnumerable<Option> All =>
    [
        model, gpu, framework, method, precision, optimizer, baseFormat, rank, targets, recompute, loss, attention, compiled, inBackward,
        sequence, microBatch, globalBatch, .. plan.All, offload, tokens, price, mfu, .. details.All,
    ];

    internal TrainingRun Read(ParseResult parsed)
    {
        var chosen = parsed.GetValue(method)!;
        var known = TrainArguments.MethodOf(chosen);
        var size = parsed.GetValue(rank) ?? TrainingNames.RankOf(known);
        var spread = plan.Read(parsed, TrainArguments.Words(parsed.GetValue(offload)));
        var run = details.Apply(parsed, new(Catalog.Model(parsed.GetRequiredValue(model)), Catalog.Gpu(parsed.GetRequiredValue(gpu)))
        {
            Framework = Catalog.TrainingFramework(parsed.GetValue(framework)!),
            Precision = parsed.GetValue(precision) is { } scheme ? TrainingNames.Precisions.Parse(scheme) : TrainingNames.PrecisionOf(known),
            Optimizer = TrainArguments.OptimizerOf(chosen, parsed.GetValue(optimizer), size),
            Adapter = TrainingNames.AdapterOf(known, size, parsed.GetValue(targets)!),
            Base = parsed.GetValue(baseFormat) is { } format ? WeightFormat.Parse(format) : TrainingNames.BaseOf(known),
            Recompute = TrainingNames.Recomputes.Parse(parsed.GetValue(recompute)!),
            Loss = parsed.GetValue(loss) is { } path ? LossPaths.Named(path) : null,
            Attention = TrainingNames.Attentions.Parse(parsed.GetValue(attention)!),
            Compiled = parsed.GetValue(compiled),
            OptimizerInBackward = parsed.GetValue(inBackward),
            Sequence = parsed.GetValue(sequence),
            MicroBatch = parsed.GetValue(microBatch),
            Accumulation = TrainArguments.Accumulation(parsed.GetValue(globalBatch), parsed.GetValue(microBatch), spread.Data),
            Plan = spread,
            Tokens = parsed.GetValue(tokens) is { } count ? TrainArguments.Tokens(count) : null,
            DollarsPerGpuHour = parsed.GetValue(price),
            Utilization = parsed.GetValue(mfu),
        });
        UnreadOptions.Refuse(
            parsed,
            (rank, run.Adapter is not null || run.Optimizer.Rank is not null, "--method lora, galore or another that has a rank"),
            (targets, run.Adapter is { Targets.Count: > 0 }, "--method lora, rslora, dora or qlora"));
        return run;
    }

    private static Option<string> Choice(string name, string byDefault, string description) => new(name) { Description = description, HelpName = "NAME", DefaultValueFactory = _ => byDefault };

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "NAME" };

    private static Option<int> Number(string name, int byDefault, string description) => new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => byDefault };
}
