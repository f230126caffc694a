namespace Sizing.Models.Formats;

/// <summary>
/// One spelling for the modules that quantization configs name: each family and each exporter spells the same module its own way.
/// </summary>
internal static class ModuleNames
{
    /// <summary>The module of a tensor: <c>layers.3.self_attn.q_proj</c>, <c>lm_head</c>.</summary>
    internal static string Of(Tensor tensor)
    {
        var name = Canonical(tensor.Name);
        var suffix = name.LastIndexOf('.');
        return suffix > 0 && name[(suffix + 1)..] is "weight" or "bias" ? name[..suffix] : name;
    }

    /// <summary>
    /// The one spelling of a module name or pattern: it begins at the layer, experts have no number, and blocks and projections
    /// have the names that Llama gave them.
    /// </summary>
    internal static string Canonical(string name)
    {
        var segments = name.Split('.');
        var start = Array.IndexOf(segments, "layers");
        var kept = start >= 0 ? segments.Skip(start) : segments.Where(segment => segment is not ("model" or "language_model" or "backbone"));
        List<string> result = [];
        foreach (var segment in kept)
        {
            if (result is [.., "experts"] && segment.All(char.IsAsciiDigit))
                continue;
            result.Add(Segment(segment));
        }
        return string.Join('.', result);
    }

    /// <summary>Every run of whole segments of a name: <c>a.b</c> gives <c>a</c>, <c>a.b</c> and <c>b</c>.</summary>
    internal static IEnumerable<string> Runs(string name)
    {
        var segments = name.Split('.');
        for (var from = 0; from < segments.Length; from++)
        {
            for (var to = from + 1; to <= segments.Length; to++)
                yield return string.Join('.', segments[from..to]);
        }
    }

    private static string Segment(string segment) => segment switch
    {
        "feed_forward" or "block_sparse_moe" or "ffn" => "mlp",
        "attn" => "self_attn",
        "router" => "gate",
        "shared_expert" => "shared_experts",
        "shared_expert*" => "shared_experts*",
        "w1" => "gate_proj",
        "w2" => "down_proj",
        "w3" => "up_proj",
        "head" => "lm_head",
        "in_proj_qkv" or "in_proj_z" => "in_proj_qkvz",
        "in_proj_a" or "in_proj_b" => "in_proj_ba",
        _ => segment,
    };
}
