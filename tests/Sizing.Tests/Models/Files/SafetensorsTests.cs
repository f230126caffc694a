using Sizing.Models.Files;

namespace Sizing.Tests.Models.Files;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_bytes_of_a_file_are_types_times_shapes()
    {
        var path = folder.Write("model.safetensors", HeaderBytes.Safetensors(
            """{"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[3,4],"data_offsets":[0,24]},"b":{"dtype":"F8_E4M3","shape":[5],"data_offsets":[24,29]}}""", 29));
        var header = ModelFile.ReadHeader(path);
        Assert.Equal(new Bytes((3 * 4 * 2) + 5), header.TotalBytes);
        Assert.Equal(17, header.TotalElements);
    }

    [Fact]
    public void An_index_adds_up_its_shards()
    {
        folder.Write("model-00001-of-00002.safetensors", HeaderBytes.Safetensors("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8));
        folder.Write("model-00002-of-00002.safetensors", HeaderBytes.Safetensors("""{"b":{"dtype":"F16","shape":[3],"data_offsets":[0,6]}}""", 6));
        var index = folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}}""");
        Assert.Equal(new Bytes(14), ModelFile.ReadHeader(index).TotalBytes);
        Assert.Equal(new Bytes(14), ModelFile.ReadHeader(index.Replace(".safetensors.index.json", "-00001-of-00002.safetensors", StringComparison.Ordinal)).TotalBytes);
    }

    [Theory]
    [InlineData("../other.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/model.safetensors")]
    [InlineData("..\\other.safetensors")]
    [InlineData("model.safetensors.index.json")]
    [InlineData("")]
    public void An_index_that_leads_elsewhere_is_refused(string shard)
    {
        var index = folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"SHARD"}}""".Replace("SHARD", shard.Replace("\\", "\\\\", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Contains("not followed", Refusal(index), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"one.safetensors","missing":"one.safetensors"}}""", "'missing'")]
    [InlineData("""{"weight_map":{"a":"absent.safetensors"}}""", "cannot be read")]
    [InlineData("""{"weight_map":[]}""", "weight_map")]
    [InlineData("""[1]""", "weight_map")]
    public void An_index_that_its_shards_do_not_bear_out_is_refused(string json, string named)
    {
        folder.Write("one.safetensors", HeaderBytes.Safetensors("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4));
        Assert.Contains(named, Refusal(folder.Write("model.safetensors.index.json", json)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_in_two_shards_is_refused()
    {
        foreach (var name in (string[])["x.safetensors", "y.safetensors"])
            folder.Write(name, HeaderBytes.Safetensors("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", 4));
        var index = folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"x.safetensors","b":"y.safetensors"}}""");
        Assert.Contains("twice", Refusal(index), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4)] // beyond the end
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 8)] // fewer bytes than the shape takes
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,4],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8)]
    [InlineData("""{"a":{"dtype":"Q9","shape":[2],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 8)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 8)]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 8)]
    [InlineData("""{"a":{"dtype":"\ud800","shape":[1],"data_offsets":[0,1]}}""", 8)]
    [InlineData("""{"a":7}""", 8)]
    [InlineData("""[]""", 8)]
    [InlineData("""{"a":""", 8)]
    public void A_header_that_is_not_sound_is_refused_with_the_files_name(string json, int dataBytes) =>
        Assert.Contains("hostile.safetensors", Refusal(folder.Write("hostile.safetensors", HeaderBytes.Safetensors(json, dataBytes))), StringComparison.Ordinal);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(99_999_999UL)]
    [InlineData(40UL)]
    public void A_header_longer_than_the_file_is_refused_before_it_is_allocated(ulong length) =>
        Assert.Contains("bytes of header", Refusal(folder.Write("long.safetensors", new HeaderBytes().UInt64(length).ToArray(8))), StringComparison.Ordinal);

    [Fact]
    public void A_file_without_its_config_says_what_is_missing() =>
        Assert.Contains(
            "config.json",
            Assert.Throws<SizingException>(() => ModelFile.Read(folder.Write("model.safetensors", HeaderBytes.Safetensors("{}", 0)))).Message,
            StringComparison.Ordinal);

    private static string Refusal(string path) => Assert.Throws<SizingException>(() => ModelFile.ReadHeader(path)).Message;
}
