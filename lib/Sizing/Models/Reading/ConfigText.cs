using System.Text.Json;

namespace Sizing.Models.Reading;

/// <summary>Finds the text model in a config file, and what the file says about how weights are stored.</summary>
internal static class ConfigText
{
    private static readonly string[] Nested = ["text_config", "language_config", "llm_config"];

    /// <summary>The section of the text model, with the type that names its architecture.</summary>
    internal static ModelConfig Find(ConfigSection root)
    {
        var text = Nested.Select(root.Section).FirstOrDefault(section => section is not null) ?? root;
        var type = root.Text("model_type") ?? text.Text("model_type")
            ?? throw root.Refuse("has no 'model_type', which names the architecture");
        return new(text, root, type);
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

    private static string? Type(ConfigSection section) => section.Text("dtype") ?? section.Text("torch_dtype");
}
