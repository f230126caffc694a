using Sizing.Explain;
using Sizing.Training;

namespace Sizing.Tool.Accuracy;

/// <summary>Replays rows about training: memory, longest sequences, out-of-memory runs, utilization, throughput and GPU-hours.</summary>
/// <param name="models">Finds the models of the rows.</param>
internal sealed class TrainingReplay(MeasuredModels models) : IReplay
{
    private static readonly string[] Methods = ["full", "lora", "qlora", "dora", "adapter", "adapter-v2", "adalora", "oft", "galore", "lomo", "apollo"];
    private static readonly string[] Timeless = ["oom", "activation_bytes_per_token_layer", "max_seq", "gpu_hours"];

    private static readonly Dictionary<string, Func<TrainingEstimate, double>> Quantities = new()
    {
        ["peak_allocated_bytes"] = estimate => estimate.Memory.PeakBytes.Count,
        ["reserved_bytes"] = estimate => estimate.Memory.Reserved.Count,
        ["device_bytes"] = estimate => estimate.Memory.Device.Value.Whole,
        ["steady_bytes"] = estimate => estimate.Memory.SteadyBytes.Count,
        ["oom"] = estimate => estimate.Fits ? 0 : 1,
        ["mfu"] = estimate => estimate.Compute.Mfu,
        ["tokens_per_second_per_gpu"] = estimate => estimate.Compute.TokensPerSecond / estimate.Run.Plan.Gpus,
        ["gpu_hours"] = estimate => estimate.Compute.GpuHours,
        ["activation_bytes_per_token_layer"] = estimate => estimate.Memory.LayerTensors.Sum(tensor => tensor.BytesPerToken),
        ["activation_bytes"] = estimate => estimate.Memory.AtPeak(TermKind.Activations).Count,
        ["max_seq"] = estimate => TrainingLimits.LongestSequence(estimate.Run) ?? 0,
    };

    private readonly TrainingModels known = new(models);

    public bool Knows(Measurement row) =>
        (row.Text("framework").Length + row.Text("method").Length > 0 || row.Quantity == "gpu_hours")
        && (Quantities.ContainsKey(row.Quantity) || row.Quantity is "loss_bytes" or "weights_bytes");

    public double Predict(Measurement row) => row.Quantity switch
    {
        "loss_bytes" => LossReplay.Predict(row),
        "weights_bytes" => Stored(row, known.Of(row)),
        "peak_allocated_bytes" when Moment(row) is { } moment => RunOf(row).Estimate().Memory.Peak.Children.First(happens => happens.Name == moment).Value.Whole,
        _ => Quantities[row.Quantity](RunOf(row).Estimate()),
    };

    /// <summary>The run that a row describes.</summary>
    /// <exception cref="SizingException">The row leaves open what the estimate depends on.</exception>
    internal TrainingRun RunOf(Measurement row)
    {
        if (!Timeless.Contains(row.Quantity) && row.Text("seq").Length == 0)
            throw new SizingException("the sequence length is not stated");
        if (row.Notes("real sequences are shorter"))
            throw new SizingException("the real sequences are shorter than the stated one");
        if (row.Text("pp") is not ("" or "1") && row.Text("micro_batch").Length == 0)
            throw new SizingException("the micro-batch of the pipeline is not stated");
        if (row.Quantity == "gpu_hours" && (row.Noted("training_tokens") ?? row.NotedTokens()) is null)
            throw new SizingException("the tokens of the training are not stated");
        if (row.Quantity == "gpu_hours")
            return PretrainingPlan.Of(TrainingRowReader.Read(row, known.Of(row)));
        return Methods.Contains(row.Text("method")) || row.Quantity == "mfu"
            ? TrainingRowReader.Read(row, known.Of(row))
            : throw new SizingException($"the method '{row.Text("method")}' is not modelled");
    }

    /// <summary>The event at which a row was read, where that is not the peak.</summary>
    private static string? Moment(Measurement row) => row.Notes("point in time: end of backward") ? "end of backward" : null;

    private static double Stored(Measurement row, ModelSpec model)
    {
        var format = row.Text("base_format") switch
        {
            "nf4-dq" => WeightFormat.Nf4DoubleQuantized,
            "nf4" => WeightFormat.Nf4,
            _ => row.Text("precision") == "fp32" ? WeightFormat.Fp32 : WeightFormat.Bf16,
        };
        var coding = format.CodingsFor(model);
        return model.Tensors().Sum(tensor => (double)(coding(tensor).BytesOf(tensor.Rows, tensor.Columns) * tensor.Copies).Count);
    }
}
