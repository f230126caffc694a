using System.Text.Json;
using System.Text.Json.Nodes;
using Sizing.Models;

namespace Sizing.Tests.Models.Configs;

/// <summary>
/// Hypothetical configs, small enough to count by hand: 2 layers of 8 channels, 2 heads of 4, feed-forward blocks of 20, 10 tokens.
/// The counts of their parts without biases and norms are the constants below.
/// </summary>
internal static class TinyConfig
{
    /// <summary>One norm of 8 channels without bias.</summary>
    internal const int Norm = 8;

    /// <summary>The embedding of 10 tokens, and an untied head.</summary>
    internal const int Table = 10 * 8;

    /// <summary>Query, key, value and output of 8 × 8.</summary>
    internal const int SelfAttention = 4 * 8 * 8;

    /// <summary>The biases of query, key and value, and of the output.</summary>
    internal const int QkvBias = 3 * 8, OutputBias = 8;

    /// <summary>Gate, up and down of 8 × 20.</summary>
    internal const int Gated = 3 * 8 * 20;

    /// <summary>Up and down of 8 × 20, and their biases.</summary>
    internal const int Plain = 2 * 8 * 20, PlainBias = 20 + 8;

    private const string Common =
        """{"hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"num_key_value_heads":2,"intermediate_size":20,"vocab_size":10}""";

    /// <summary>The model of the common keys and these, of which a later one replaces an earlier one of its name.</summary>
    internal static ModelSpec Read(string type, string keys = "") => Read(type, keys, JsonNode.Parse(Common)!.AsObject());

    /// <summary>As <see cref="Read(string, string)"/>, without one of the common keys.</summary>
    internal static ModelSpec ReadWithout(string type, string absent, string keys = "")
    {
        var config = JsonNode.Parse(Common)!.AsObject();
        config.Remove(absent);
        return Read(type, keys, config);
    }

    internal static string Refusal(string type, string keys) => Assert.Throws<SizingException>(() => Read(type, keys)).Message;

    private static ModelSpec Read(string type, string keys, JsonObject config)
    {
        config["model_type"] = type;
        using var given = JsonDocument.Parse("{" + keys + "}", new() { AllowTrailingCommas = true });
        foreach (var property in given.RootElement.EnumerateObject())
            config[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        return ModelReader.Read(JsonSerializer.SerializeToElement(config), "config.json");
    }
}
