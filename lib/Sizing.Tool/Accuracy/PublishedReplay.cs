using System.Globalization;
using Sizing.Training.Published;

namespace Sizing.Tool.Accuracy;

/// <summary>Replays figures of papers by the papers' own formulas: days, savings, bytes of a parameter; and the largest model whose states fit a GPU.</summary>
internal sealed class PublishedReplay : IReplay
{
    private const long Billion = 1_000_000_000;

    public bool Knows(Measurement row) =>
        row.Quantity is "days" or "activation_saving" or "bytes_per_parameter" or "buffer_bytes" or "max_parameters"
        || (row.Quantity == "activation_bytes" && row.Notes("sbh(34+5as/h)") && row.Text("kind") == "published");

    public double Predict(Measurement row) => row.Quantity switch
    {
        "days" => Days(row),
        "activation_saving" => GptBlockActivations.SelectiveSaving(Noted(row, "h"), Noted(row, "a"), row.Whole("seq") ?? throw Unstated("sequence length")),
        "bytes_per_parameter" => BytesPerParameter(row),
        "buffer_bytes" => ZeroStates.FusedBuffer(Parameters(row)).Count,
        "max_parameters" => LargestModel(row),
        _ => Noted(row, "L") * (double)GptBlockActivations.Layer((row.Whole("seq") ?? throw Unstated("sequence length")) * (row.Whole("micro_batch") ?? 1L), Noted(row, "h"), Noted(row, "a"), row.Whole("seq")!.Value).Count,
    };

    /// <summary>Narayanan et al., Eq. 4, at the rate that the row names.</summary>
    private static double Days(Measurement row)
    {
        const string Before = "measured ";
        var notes = row.Text("notes");
        var start = notes.IndexOf(Before, StringComparison.Ordinal);
        var words = start < 0 ? [] : notes[(start + Before.Length)..].Split(' ');
        if (words is not [var digits, ..] || !double.TryParse(digits, CultureInfo.InvariantCulture, out var teraflops))
            throw Unstated("achieved rate");
        return GptTraining.Days(row.Noted("training_tokens") ?? throw Unstated("tokens of the training"), Parameters(row), row.Whole("gpus") ?? throw Unstated("number of GPUs"), teraflops * 1e12);
    }

    private static double BytesPerParameter(Measurement row)
    {
        var ranks = row.Whole("dp") ?? 1;
        return (row.Text("precision"), row.Text("sharding") == "megatron-distopt") switch
        {
            ("fp32", false) => MegatronStates.Fp32(),
            ("fp32", true) => MegatronStates.Fp32Distributed(ranks),
            ("fp16-mixed" or "fp16", false) => MegatronStates.Fp16(),
            ("fp16-mixed" or "fp16", true) => MegatronStates.Fp16Distributed(ranks),
            (_, false) => MegatronStates.Bf16(),
            (_, true) => MegatronStates.Bf16Distributed(ranks),
        };
    }

    /// <summary>States of the ZeRO paper in what DeepSpeed's process leaves of the memory: without context, communication, buckets and unused blocks. Activations are left out.</summary>
    private static double LargestModel(Measurement row)
    {
        var framework = Catalog.TrainingFramework("deepspeed");
        var process = (Catalog.Gpu(row.Text("gpu")).UsableMemory - framework.Context - framework.Communication).Count;
        var states = process / (1 + framework.ReservedOverhead) - framework.Buckets.Count;
        var stage = row.Text("sharding") switch { "zero1" => 1, "zero2" => 2, "zero3" => 3, _ => 0 };
        return (row.Whole("tp") ?? 1) * states / ZeroStates.Of(stage, Billion, row.Whole("dp") ?? 1).Count * Billion;
    }

    private static long Noted(Measurement row, string key) => (long)(row.Noted(key) ?? throw Unstated($"shape ({key})"));

    private static long Parameters(Measurement row) => (long)(row.Number("params") ?? throw Unstated("number of parameters"));

    private static SizingException Unstated(string what) => new($"the {what} is not stated");
}
