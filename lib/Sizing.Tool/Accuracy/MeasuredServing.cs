using System.Text.RegularExpressions;

namespace Sizing.Tool.Accuracy;

/// <summary>The serving that a measured row describes.</summary>
internal static partial class MeasuredServing
{
    private const string AnyGpu = "A100 SXM 80GB";

    /// <summary>The serving of a row; "fp8" leaves open which layers and scales, and engines print it of FP4 experts too, so that a model
    /// that is stored in FP8 is taken at its word.</summary>
    /// <exception cref="SizingException">The row lacks what the engine needs, or names something unknown.</exception>
    internal static Serving Of(Measurement row, ModelSpec model) => new(model, Gpu(row))
    {
        Plan = new(row.Whole("tp") ?? 1, row.Whole("pp") ?? 1, row.Whole("dp") ?? 1, row.Whole("ep") ?? 1),
        Weights = row.Text("weights_format") is { Length: > 0 } weights && !(weights == "fp8" && model.QuantizationConfig is not null) ? WeightFormat.Parse(weights) : null,
        KvCache = row.Text("kv_dtype") is { Length: > 0 } type ? DataType.Parse(type) : null,
        Engine = Engine(row),
        Utilization = row.Number("utilization") ?? row.OfRun("utilization"),
        Context = row.Whole("max_model_len") ?? row.Whole("context"),
        Input = row.Whole("input_tokens"),
        Output = row.Whole("output_tokens"),
        Host = row.Noted("layers_on_gpu") is { } layers ? new((int)layers) : null,
        MaxSequences = row.Whole("max_num_seqs"),
        BatchedTokens = row.Whole("max_batched_tokens"),
    };

    /// <summary>Replicas of the attention: ranks of one replica that each serve their own requests, or replicas of the whole model.</summary>
    internal static int AttentionReplicas(Measurement row) => Math.Max(row.Whole("dp") ?? 1, row.Whole("attention_dp") ?? 1);

    /// <summary>
    /// The GPU of a row. Weights and compute buffers are the same on every GPU; a source that says only "80 GB" means one of two
    /// that see the same memory, and the older is taken.
    /// </summary>
    private static GpuSpec Gpu(Measurement row) => row switch
    {
        { Gpu.Length: > 0 } => Catalog.Gpu(row.Gpu),
        _ when Printed(row) is { } printed => printed,
        { Quantity: "weights_bytes" or "compute_buffer_bytes" } => Catalog.Gpu(AnyGpu),
        _ when row.Noted("device_memory_gb") is 80 => Catalog.Gpu(AnyGpu),
        _ => throw new SizingException(PrintedName(row) is { } name ? $"the GPU that the source names, {name}, is not in the catalog" : "the source does not name the GPU"),
    };

    /// <summary>
    /// The GPU that the notes print, with its number or not and the first where several are named; sources that call a card by a name
    /// that two parts share mean the larger, on which large models are served.
    /// </summary>
    private static GpuSpec? Printed(Measurement row)
    {
        if (PrintedName(row) is not { } name)
            return null;
        try
        {
            return Catalog.Gpu(name is "A100" ? AnyGpu : name);
        }
        catch (SizingException)
        {
            return null;
        }
    }

    /// <summary>The name in the notes; none in brackets, which say that the source has none.</summary>
    private static string? PrintedName(Measurement row) =>
        PrintedGpu().Match(row.Text("notes")) is { Success: true } match && match.Groups[1].Value is [not '(', ..] name ? name : null;

    /// <summary>Sources print versions in many ways; one that is not a number means the newest known.</summary>
    private static ServingEngine Engine(Measurement row)
    {
        var name = row.Text("engine") switch
        {
            "" => "vllm",
            "ik-llamacpp" => "llamacpp@0.0.1",
            "autoawq" => "transformers@4.36.0",
            var text => text,
        };
        if (name.Contains('@', StringComparison.Ordinal))
            return ServingEngine.Parse(name);
        return Version().Match(row.Text("engine_version")) is { Success: true } version
            ? ServingEngine.Parse($"{name}@{version.Value}")
            : ServingEngine.Parse(name);
    }

    [GeneratedRegex(@"GPU printed as '(?:\d+ x )*([^'/]+?)\s*['/]")]
    private static partial Regex PrintedGpu();

    [GeneratedRegex(@"^\d{1,3}\.\d{1,4}(\.\d{1,4})?")]
    private static partial Regex Version();
}
