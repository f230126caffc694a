using System.Text;
using System.Text.Json;
using Sizing.Models;

namespace Sizing.Tests.Properties;

/// <summary>A <c>config.json</c> that no one published: a family with dimensions of its own.</summary>
/// <param name="Keys">The keys in order, each with its JSON value.</param>
public sealed record GeneratedConfig(IReadOnlyList<(string Key, string Value)> Keys)
{
    public GeneratedConfig With(string key, string value) => new([.. Keys.Where(pair => pair.Key != key), (key, value)]);

    public GeneratedConfig Reversed() => new([.. Keys.Reverse()]);

    public ModelSpec Read(string name = "generated")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(ToString()));
        return ModelReader.Read(stream, name);
    }

    public override string ToString() => "{" + string.Join(", ", Keys.Select(pair => $"{JsonSerializer.Serialize(pair.Key)}: {pair.Value}")) + "}";
}
