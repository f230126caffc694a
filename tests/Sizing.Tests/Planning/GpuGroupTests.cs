namespace Sizing.Tests.Planning;

public sealed class GpuGroupTests
{
    [Theory]
    [InlineData("2x RTX A6000", "RTX A6000", 2)]
    [InlineData("RTX 4090", "RTX 4090", 1)]
    [InlineData("8 × H100 SXM", "H100 SXM 80GB", 8)]
    [InlineData("1x RTX 3070", "RTX 3070 8GB", 1)]
    [InlineData("DGX H100", "H100 SXM 80GB", 8)]
    [InlineData("2x DGX H100", "H100 SXM 80GB", 16)]
    public void What_people_write_names_a_gpu_and_a_number(string text, string gpu, int count)
    {
        var group = GpuGroup.Parse(text);

        Assert.Equal((gpu, count), (group.Gpu.Name, group.Count));
    }

    [Theory]
    [InlineData("0x L40S", "names 0 GPUs")]
    [InlineData("2x RTX 9999", "RTX 9999")]
    public void What_nobody_can_have_is_refused(string text, string reason)
    {
        var problem = Assert.Throws<SizingException>(() => GpuGroup.Parse(text));

        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }
}
