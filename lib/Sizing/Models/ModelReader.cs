using System.Text.Json;
using Sizing.Models.Reading;
using Sizing.Models.Vision;

namespace Sizing.Models;

/// <summary>Reads a Hugging Face <c>config.json</c> into a <see cref="ModelSpec"/>.</summary>
public static class ModelReader
{
    /// <summary>The largest file that is read: 4 MiB.</summary>
    public const int LargestFile = 4 * 1024 * 1024;

    private const int DeepestNesting = 32;

    /// <summary>Reads a <c>config.json</c> from disk.</summary>
    /// <exception cref="SizingException">The file cannot be read, or does not describe a model that can be sized.</exception>
    public static ModelSpec ReadFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            throw new SizingException($"{path} is a folder; name the config.json in it.");
        try
        {
            using var stream = Data.OrdinaryFile.Open(path);
            return Read(stream, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SizingException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Reads a <c>config.json</c> from a stream.</summary>
    /// <param name="stream">The JSON in UTF-8.</param>
    /// <param name="name">Name of the model, for results and messages.</param>
    /// <exception cref="SizingException">The text does not describe a model that can be sized.</exception>
    public static ModelSpec Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using var document = ConfigDocument.Parse(stream, name, LargestFile, DeepestNesting);
        return Read(document.RootElement, name);
    }

    /// <summary>Reads a parsed <c>config.json</c>.</summary>
    /// <exception cref="SizingException">The JSON does not describe a model that can be sized.</exception>
    public static ModelSpec Read(JsonElement root, string name) => Read(root, name, hasClass: true);

    /// <summary>Reads a config whose absent keys are those of transformers' configuration class, or are absent.</summary>
    internal static ModelSpec Read(JsonElement root, string name, bool hasClass)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (root.ValueKind is not JsonValueKind.Object)
            throw new SizingException($"{name} is not a config.json: it holds {Article(root.ValueKind)} instead of an object.");
        var config = ConfigText.Find(new ConfigSection(root, name), hasClass);
        try
        {
            var model = ArchitectureTable.Find(config).Read(config) with { Vision = VisionEncoders.Of(config) };
            _ = model.Parameters;
            return model with
            {
                ModelType = config.Root.Text("model_type") ?? model.ModelType,
                StoredType = ConfigText.StoredType(config),
                QuantizationConfig = ConfigText.Quantization(config),
                ExpertType = config.Root.Text("expert_dtype"),
                RotaryShare = ConfigText.RotaryShare(config),
                RotaryPositions = RotaryPositions.Of(config, model.MaxContext),
            };
        }
        catch (OverflowException)
        {
            throw new SizingException($"{name} describes more parameters than can be counted; its dimensions are absurd.");
        }
    }

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "no value",
    };
}
