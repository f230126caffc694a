using System.Text.Json;

namespace Sizing.Models.Reading;

/// <summary>Finds the text model in a config file, and what the file says about how weights are stored.</summary>
internal static class ConfigText
{
    private static readonly string[] Nested = ["text_config", "language_config", "llm_config"];

    /// <summary>The section of the text model, with the type that names its architecture.</summary>
    /// <param name="root">The file.</param>
    /// <param name="hasClass">Whether absent keys are those of transformers' configuration class.</param>
    internal static ModelConfig Find(ConfigSection root, bool hasClass)
    {
        var text = Nested.Select(root.Section).FirstOrDefault(section => section is not null) ?? root;
        var type = root.Text("model_type") ?? text.Text("model_type")
            ?? throw root.Refuse("has no 'model_type', which names the architecture");
        var textType = Wrappers.TextType(type, text);
        return new(hasClass ? text.With(ClassDefaults.Of(textType)) : text, root, textType, isNested: text != root);
    }

    /// <summary>The data type of the weights: <c>dtype</c> or <c>torch_dtype</c>, bf16 when neither is there.</summary>
    internal static DataType StoredType(ModelConfig config)
    {
        var name = Type(config.Root) ?? Type(config.Text);
        return name is null or "auto" ? DataType.Bf16 : DataType.Parse(name.Replace("torch.", "", StringComparison.Ordinal));
    }

    /// <summary>A copy of the <c>quantization_config</c>, or null.</summary>
    internal static JsonElement? Quantization(ModelConfig config) =>
        (config.Root.Section("quantization_config") ?? config.Text.Section("quantization_config"))?.Element.Clone();

    /// <summary>The share of a head's channels that rotary positions turn; the default of transformers' configuration class when the file has none.</summary>
    internal static double RotaryShare(ModelConfig config)
    {
        var share = config.Text.Number("partial_rotary_factor") ?? config.Text.Number("rotary_pct")
            ?? config.Text.Section("rope_parameters")?.Number("partial_rotary_factor") ?? DefaultRotaryShare(config.ModelType);
        return share is >= 0 and <= 1
            ? share
            : throw config.Text.Refuse($"says {share} for the share of rotary channels, which must be from 0 to 1");
    }

    private static double DefaultRotaryShare(string modelType) => modelType switch
    {
        "gpt_neox" or "stablelm" => 0.25,
        "qwen3_next" or "qwen3_5" or "qwen3_5_text" or "qwen3_5_moe" or "qwen3_5_moe_text" => 0.25,
        "phi" or "nemotron" or "glm" or "glm4" or "glm4_moe" or "glm4v_text" or "glm4v_moe_text" or "bamba" => 0.5,
        _ => 1,
    };

    private static string? Type(ConfigSection section) => section.Text("dtype") ?? section.Text("torch_dtype");
}
