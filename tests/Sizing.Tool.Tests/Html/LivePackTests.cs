using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Sizing.Tool.Html;

namespace Sizing.Tool.Tests.Html;

public sealed class LivePackTests
{
    [Fact]
    public void A_module_becomes_a_function_that_returns_its_exports()
    {
        var script = LivePack.Script(Files());

        Assert.Equal(
            """
            globalThis.__dn={"dotnet.js":function(__url){const a=__url;return {"default":a,"dotnet":b};
            },"dotnet.native.js":function(__url){var create;return {default:createDotnetRuntime};
            var fetch;
            },"dotnet.runtime.js":function(__url){let c;return {"configure":c};
            }};
            """.ReplaceLineEndings("\n"),
            script);
    }

    [Fact]
    public void A_module_of_another_shape_is_refused_by_name()
    {
        var files = Files();
        files["dotnet.runtime.js"] = "let c;"u8.ToArray();

        Assert.Contains("'dotnet.runtime.js'", Assert.Throws<InvalidOperationException>(() => LivePack.Script(files)).Message);
    }

    [Fact]
    public void The_pack_holds_each_file_where_its_index_says_and_is_the_same_each_time()
    {
        var packed = LivePack.Pack(Files(), "boot");

        Assert.Equal(packed, LivePack.Pack(Files(), "boot"));
        using var unpacked = new MemoryStream();
        new GZipStream(new MemoryStream(packed), CompressionMode.Decompress).CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        var length = BitConverter.ToInt32(bytes);
        var index = JsonDocument.Parse(bytes.AsMemory(4, length)).RootElement;
        string Text(string name)
        {
            var place = index.GetProperty("files").GetProperty(name);
            return Encoding.UTF8.GetString(bytes, 4 + length + place[0].GetInt32(), place[1].GetInt32());
        }
        Assert.Equal(["boot", "B", "A", "wasm"], new[] { "boot.js", "Sizing.dll", "System.Private.CoreLib.dll", "dotnet.native.wasm" }.Select(Text));
        Assert.Equal(["Sizing.dll"], index.GetProperty("assemblies").EnumerateArray().Select(name => name.GetString()));
        Assert.True(index.GetProperty("properties").GetProperty("invariant").GetBoolean());
    }

    private static Dictionary<string, byte[]> Files() => new Dictionary<string, string>
    {
        ["dotnet.js"] = "const a=import.meta.url;export{a as default,b as dotnet};\n//# sourceMappingURL=dotnet.js.map\n",
        ["dotnet.native.js"] = "var create;export default createDotnetRuntime;\nvar fetch;\n",
        ["dotnet.runtime.js"] = "let c;export{c as configure};",
        ["dotnet.native.wasm"] = "wasm",
        ["Sizing.dll"] = "B",
        ["System.Private.CoreLib.dll"] = "A",
        ["Sizing.Live.runtimeconfig.json"] = """{"runtimeOptions":{"configProperties":{"invariant":true}}}""",
    }.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value));
}
