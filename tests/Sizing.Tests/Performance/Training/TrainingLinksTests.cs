using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>
/// How fast ranks reach each other. A DGX A100: 8 GPUs on NVLink 3 (300 GB/s in a direction, of which rings reach 0.71) and eight adapters of
/// 200 Gbit/s (200 GB/s for the node, of which 0.8 are reached).
/// </summary>
public sealed class TrainingLinksTests
{
    private const double Inside = 0.71 * 300;
    private const double Network = 0.8 * 200;

    private static readonly TrainingRun Run = new(Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Catalog.Gpu("A100 SXM 80GB")) { System = Catalog.System("DGX A100 640GB") };

    // Ranks lie tp inside, then cp, then dp, then pp. Eight rings of a node's members share its network; one ring through all members has it alone.
    [Theory]
    [InlineData(8, 1, 1, 1, Inside, Inside)]
    [InlineData(8, 2, 1, 1, Inside, Network / 8)]
    [InlineData(4, 2, 1, 1, Inside, Inside)]
    [InlineData(4, 4, 1, 1, Inside, Network * 2 / 8)]
    [InlineData(1, 16, 1, 1, Inside, Network)]
    [InlineData(16, 1, 1, 1, Network, Network / 8)]
    public void Ranks_inside_a_node_use_its_link_and_others_their_share_of_its_network(int tensor, int data, int context, int pipeline, double tensorRate, double dataRate)
    {
        var links = Links(new() { Tensor = tensor, Data = data, Context = context, Pipeline = pipeline });

        Assert.Equal(tensorRate, links.Tensor / 1e9, 9);
        if (data > 1)
            Assert.Equal(dataRate, links.Data / 1e9, 9);
    }

    // Context ranks are tp apart, stages as far as all other ranks; states are divided over context and data ranks together.
    [Fact]
    public void Each_kind_of_rank_has_its_distance()
    {
        var links = Links(new() { Tensor = 4, Context = 2, Data = 2, Pipeline = 2 });

        Assert.Equal((Inside, Network * 2 / 8, Network / 8), (links.Context / 1e9, links.Data / 1e9, links.Pipeline / 1e9));
        Assert.Equal(Inside, Links(new() { Tensor = 2, Pipeline = 4 }).Pipeline / 1e9, 9);
        Assert.Equal(Inside, Links(new() { Tensor = 2, Data = 2, Pipeline = 2 }).Pipeline / 1e9, 9);
    }

    // Four GPUs are fewer than a node has; thirty-two fill nodes of eight.
    [Theory]
    [InlineData(4, 4)]
    [InlineData(32, 8)]
    public void A_node_holds_as_many_gpus_as_it_has_and_the_run_needs(int data, int onNode) => Assert.Equal(onNode, Links(new() { Data = data }).OnNode);

    // Eight experts on one node stay inside. With two tensor ranks each they lie on two nodes: 1 − (1 − 1/2)² of a token's two copies over (M − 1) = 0.375 cross.
    [Fact]
    public void Copies_of_a_token_cross_the_network_once_for_each_node()
    {
        Assert.Equal(Inside, Links(new() { Data = 8, Expert = 8 }).Expert(2) / 1e9, 9);
        Assert.Equal(Inside, Links(new() { Data = 8, Expert = 4 }).Expert(2) / 1e9, 9);
        Assert.Equal(Network / 8 / 0.375, Links(new() { Data = 8, Tensor = 2, Expert = 8, ExpertTensor = 2 }).Expert(2) / 1e9, 9);
    }

    [Fact]
    public void The_network_is_never_faster_than_the_link_inside()
    {
        Assert.Equal(Inside, Links(new() { Data = 16 }, Run with { System = Run.System! with { NetworkBytesPerSecond = 1e12 } }).Data / 1e9, 9);
        Assert.Equal(30, TrainingLinks.Expert(2, 2, 8, 30, 1e6), 9);
    }

    // The catalog's first server with the GPU; two ports of 100 Gbit/s and eight GPUs where it has none; a GH200 is a node of its own.
    [Theory]
    [InlineData("H100", null, 400e9, 8)]
    [InlineData("H100", "HGX H100 4-GPU OEM", 200e9, 4)]
    [InlineData("RTX 4080 16GB", null, 25e9, 8)]
    [InlineData("GH200 96GB", null, 25e9, 1)]
    public void A_run_has_the_network_of_its_system_or_of_a_usual_one(string gpu, string? system, double bytesPerSecond, int node)
    {
        var run = Run with { Gpu = Catalog.Gpu(gpu), System = system is null ? null : Catalog.System(system) };
        var network = TrainingLinks.NetworkOf(run, StepParts.Step);

        Assert.Equal((0.8 * bytesPerSecond, node), (network.BytesPerSecond, network.Node));
    }

    // An Apple M4 has neither a link between GPUs nor PCI Express.
    [Fact]
    public void Gpus_with_no_link_at_all_meet_over_the_network() =>
        Assert.Equal(0.8 * 25, Links(new() { Tensor = 2 }, Run with { Gpu = Catalog.Gpu("M4 Max"), System = null }).Tensor / 1e9, 9);

    private static TrainingLinks Links(TrainingPlan plan, TrainingRun? run = null) => new((run ?? Run) with { Plan = plan }, StepParts.Step);
}
