using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sizing.Tool.Html;

/// <summary>
/// The published browser host as one compressed piece: the length of an index, the index, and the files. The runtime's three modules
/// become functions in one script, because a page opened from disk cannot import modules.
/// </summary>
internal static partial class LivePack
{
    private const string Main = "Sizing.Live.dll";

    private static readonly string[] Modules = ["dotnet.js", "dotnet.native.js", "dotnet.runtime.js"];
    private static readonly string[] Core = ["System.Private.CoreLib.dll", "System.Runtime.InteropServices.JavaScript.dll"];

    /// <summary>The script that defines the modules.</summary>
    /// <exception cref="InvalidOperationException">A module does not end with the export that this packer knows.</exception>
    internal static string Script(IReadOnlyDictionary<string, byte[]> files) =>
        $"globalThis.__dn={{{string.Join(',', Modules.Select(name => $"{Quoted(name)}:function(__url){{{Function(name, Encoding.UTF8.GetString(files[name]))}}}"))}}};";

    /// <summary>Packs the published files with the script; the same files give the same bytes.</summary>
    internal static byte[] Pack(IReadOnlyDictionary<string, byte[]> files, string script)
    {
        var runtime = JsonNode.Parse(files["Sizing.Live.runtimeconfig.json"])!["runtimeOptions"]!["configProperties"]!;
        var assemblies = files.Keys.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        List<(string Name, byte[] Bytes)> contents =
            [("boot.js", Encoding.UTF8.GetBytes(script)), .. assemblies.Append("dotnet.native.wasm").Select(name => (name, files[name]))];
        var places = new JsonObject();
        var offset = 0;
        foreach (var (name, bytes) in contents)
        {
            places[name] = new JsonArray(offset, bytes.Length);
            offset += bytes.Length;
        }
        var index = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["main"] = Main,
            ["core"] = new JsonArray([.. Core.Select(name => JsonValue.Create(name))]),
            ["assemblies"] = new JsonArray([.. assemblies.Except(Core).Select(name => JsonValue.Create(name))]),
            ["properties"] = runtime.DeepClone(),
            ["files"] = places,
        }.ToJsonString());
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, index.Length);
            gzip.Write(length);
            gzip.Write(index);
            foreach (var (_, bytes) in contents)
                gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    private static string Function(string name, string module)
    {
        var body = SourceMap().Replace(module, "").Replace("import.meta.url", "__url", StringComparison.Ordinal).TrimEnd();
        const string DefaultExport = "export default createDotnetRuntime;";
        if (body.Contains(DefaultExport, StringComparison.Ordinal))
            return body.Replace(DefaultExport, "return {default:createDotnetRuntime};", StringComparison.Ordinal) + "\n";
        var match = Exports().Match(body);
        if (!match.Success)
            throw new InvalidOperationException($"'{name}' of the browser runtime does not end with an export; the pack is of another version than this packer knows.");
        var members = match.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(member => member.Split(" as ")).Select(pair => $"{Quoted(pair[^1])}:{pair[0]}");
        return $"{body[..match.Index]}return {{{string.Join(',', members)}}};\n";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    [GeneratedRegex(@"//# sourceMappingURL=\S*")]
    private static partial Regex SourceMap();

    [GeneratedRegex(@"export\s*\{(?<names>[^{}]*)\};?$")]
    private static partial Regex Exports();
}
