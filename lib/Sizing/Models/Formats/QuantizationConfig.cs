using System.Text.Json;
using Sizing.Quantities;
using static Sizing.Models.Formats.QuantizationJson;

namespace Sizing.Models.Formats;

/// <summary>Reads the <c>quantization_config</c> of a checkpoint, and ModelOpt's <c>hf_quant_config.json</c>, into a weight format.</summary>
/// <remarks>
/// Sources: the configs of the checkpoints themselves; vllm-project/vllm, vllm/model_executor/layers/quantization;
/// vllm-project/compressed-tensors, quant_args.py. Activation and KV cache settings are not read here.
/// </remarks>
internal static class QuantizationConfig
{
    private const string Known =
        "fp8, fbgemm_fp8, mxfp4, gptq, auto-round, awq, bitsandbytes, compressed-tensors, modelopt";

    private static readonly ModuleFilter Linear = new(["Linear"]);
    private static readonly ModuleFilter Experts = new(["experts"]);

    /// <summary>Returns the scheme and its name.</summary>
    /// <param name="config">The object.</param>
    /// <param name="expertType">The config's <c>expert_dtype</c>, or null.</param>
    /// <exception cref="SizingException">The method is not known, or a value is out of range.</exception>
    internal static (string Name, WeightScheme Scheme) Read(JsonElement config, string? expertType)
    {
        if (config.ValueKind is not JsonValueKind.Object)
            throw new SizingException("quantization_config must be an object.");
        try
        {
            return ReadObject(config, expertType);
        }
        catch (InvalidOperationException problem)
        {
            throw new SizingException("quantization_config holds a value of the wrong kind, or a text that is not valid Unicode.", problem);
        }
    }

    private static (string Name, WeightScheme Scheme) ReadObject(JsonElement config, string? expertType)
    {
        if (config.TryGetProperty("quantization", out var inner) && inner.ValueKind is JsonValueKind.Object)
            config = inner;
        List<CodingRule> rules = [.. QuantizedLayers(config)];
        var method = Text(config, "quant_method") ?? (Has(config, "quant_algo") || Has(config, "config_groups") ? "modelopt" : "");
        if (expertType is "fp4" && rules.Count == 0)
            rules.Add(new(Experts, Codings.MxFp4));
        var (name, general) = OfMethod(method, config);
        rules.AddRange(general);
        if (rules.Count > 0 && rules.TrueForAll(rule => rule.Coding == Codings.NvFp4))
            name = Codings.NvFp4.Name;
        return (name, new RuleScheme(rules, new([.. Names(config, "ignore"), .. KeptNames(config)])));
    }

    private static (string Name, IEnumerable<CodingRule> Rules) OfMethod(string method, JsonElement config) => method switch
    {
        "fp8" or "fbgemm_fp8" => (method, [new(Linear, Fp8(method, config))]),
        "mxfp4" => (method, [new(Experts, Codings.MxFp4)]),
        "gptq" or "auto-round" or "intel/auto-round" => (method, [new(Linear, Gptq(config))]),
        "awq" => (method, [new(Linear, Awq(config))]),
        "bitsandbytes" => (method, [new(Linear, BitsAndBytes(config))]),
        "compressed-tensors" => (method, Groups(config)),
        "modelopt" or "modelopt_fp4" => (method, Has(config, "config_groups") ? Groups(config) : ModelOpt(config)),
        _ => throw new SizingException($"quantization_config has quant_method '{method}', which is not known; known: {Known}."),
    };

    private static IEnumerable<string> KeptNames(JsonElement config) =>
        [.. Names(config, "modules_to_not_convert"), .. Names(config, "exclude_modules"), .. Names(config, "llm_int8_skip_modules")];

    private static WeightCoding Fp8(string method, JsonElement config) => config.TryGetProperty("weight_block_size", out var tile)
        ? Tile(tile)
        : method is "fbgemm_fp8" ? Codings.Fp8PerRow : Codings.Fp8PerTensor;

    private static WeightCoding Gptq(JsonElement config) => Codings.Integer(
        Number(config, "bits") ?? 4, Number(config, "group_size") ?? 128, zeroPoints: true, Flag(config, "desc_act") ?? false);

    private static WeightCoding Awq(JsonElement config) => Codings.Integer(
        Number(config, "bits") ?? Number(config, "w_bit") ?? 4,
        Number(config, "group_size") ?? Number(config, "q_group_size") ?? 128,
        Flag(config, "zero_point") ?? true);

    private static WeightCoding BitsAndBytes(JsonElement config)
    {
        if (Flag(config, "load_in_8bit") ?? false)
            return Codings.Int8PerRow;
        return Flag(config, "bnb_4bit_use_double_quant") ?? false ? Codings.Nf4DoubleQuantized : Codings.Nf4;
    }

    private static IEnumerable<CodingRule> Groups(JsonElement config)
    {
        if (!config.TryGetProperty("config_groups", out var groups) || groups.ValueKind is not JsonValueKind.Object)
            throw new SizingException("quantization_config has no config_groups, which its quant_method needs.");
        foreach (var group in groups.EnumerateObject().Select(property => property.Value))
        {
            if (group.ValueKind is not JsonValueKind.Object || !group.TryGetProperty("weights", out var weights) || weights.ValueKind is not JsonValueKind.Object)
                continue;
            string[] targets = [.. Names(group, "targets")];
            yield return new(targets.Length > 0 ? new(targets) : Linear, GroupCoding.Of(weights));
        }
    }

    private static IEnumerable<CodingRule> ModelOpt(JsonElement config) => Text(config, "quant_algo") switch
    {
        "MIXED_PRECISION" or null => [],
        var algorithm => [new(Linear, GroupCoding.OfAlgorithm(algorithm, Number(config, "group_size")))],
    };

    private static IEnumerable<CodingRule> QuantizedLayers(JsonElement config)
    {
        if (!config.TryGetProperty("quantized_layers", out var layers) || layers.ValueKind is not JsonValueKind.Object)
            return [];
        return layers.EnumerateObject()
            .Where(layer => layer.Value.ValueKind is JsonValueKind.Object)
            .GroupBy(layer => (Algorithm: Text(layer.Value, "quant_algo") ?? "", Group: Number(layer.Value, "group_size")))
            .Select(group => new CodingRule(
                new(group.Select(layer => layer.Name)), GroupCoding.OfAlgorithm(group.Key.Algorithm, group.Key.Group)));
    }
}
