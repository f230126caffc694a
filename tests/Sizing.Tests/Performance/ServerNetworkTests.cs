using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Deployments over several servers, and prompts that are computed elsewhere.</summary>
public sealed class ServerNetworkTests
{
    private const double Reached = 0.94 * 50e9;

    private static readonly SystemSpec Dgx = Catalog.System("DGX H100");

    [Theory]
    [InlineData("DGX H100", 8, 50e9)]
    [InlineData("Workstation 4x RTX A6000", 4, 0.75e9)]
    public void A_gpu_has_its_share_of_the_servers_network(string system, int gpus, double bytesPerSecond)
    {
        var servers = Catalog.System(system);
        var network = Catalog.Network(servers.Gpu, servers);
        Assert.Equal((gpus, bytesPerSecond), (network.GpusOfServer, network.Link.BytesPerSecond));
    }

    [Fact]
    public void A_gpu_of_no_known_server_is_given_100_gigabits_for_eight() =>
        Assert.Equal((8, 12.5e9 / 8), Catalog.Network(Catalog.Gpu("RTX 4080 16GB")) is var network ? (network.GpusOfServer, network.Link.BytesPerSecond) : default);

    // NVLink-C2C leads to the superchip's own CPU: two GH200s are two servers, with 100 Gbit/s each where nothing is known.
    [Fact]
    public void Superchips_meet_over_the_network_alone()
    {
        var chip = Catalog.Gpu("GH200 96GB");

        Assert.Equal((1, 12.5e9), Catalog.Network(chip) is var network ? (network.GpusOfServer, network.Link.BytesPerSecond) : default);
        Assert.Equal(19e-6 + 64e6 / (0.94 * 12.5e9), AllReduceTimes.Of(chip, EngineKind.Vllm, 2)!.Seconds(64e6), 9);
    }

    // 64 MB on 16 GPUs: as on the 8 of a server, then an eighth of it with the one other server: 13.6 + 5.4 µs and 2 · 1/2 · 8 MB over 47 GB/s.
    [Fact]
    public void An_all_reduce_over_two_servers_adds_the_share_of_each_gpu_over_the_network()
    {
        var one = AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 8, Dgx)!.Seconds(64e6);
        Assert.Equal(one + 19e-6 + 8e6 / Reached, AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 16, Dgx)!.Seconds(64e6), 9);
        Assert.Equal(one, AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 8)!.Seconds(64e6), 12);
    }

    // Llama-3.1-405B in two servers: 8 tokens of 16,384 activations of 2 bytes cross once.
    [Fact]
    public void Pipeline_stages_in_two_servers_send_hidden_states_once()
    {
        var serving = new Serving(Catalog.Model("llama-3.1-405b"), Dgx.Gpu) { System = Dgx, Plan = new(8, 2), Input = 1000, Output = 200, Context = 4096, Concurrency = 16 };
        Assert.Equal(13.6e-6 + 8 * 16_384 * 2 / Reached, serving.Estimate().Speed().Point.Step.Sending, 9);
        Assert.Equal(0, (serving with { Plan = new(4, 2), Weights = WeightFormat.Fp8 }).Estimate().Speed().Point.Step.Sending);
    }

    // 80 layers of 8 heads of 128, keys and values of 2 bytes: 327,680 bytes a token, 2.684 GB for 8,192 tokens, 53.7 ms at 50 GB/s; here 94 % of it.
    [Fact]
    public void The_cache_of_8192_tokens_of_a_70B_takes_57_ms_over_400_gigabits()
    {
        var serving = new Serving(Catalog.Model("llama-3.3-70b"), Catalog.Gpu("B200"))
        {
            Input = 8192,
            Output = 200,
            Context = 8448,
            Load = new() { PrefillReplicas = 1, KvLinkBytesPerSecond = 400e9 / 8 },
        };
        Assert.Equal(13.6e-6 + 327_680.0 * 8192 / Reached, serving.Estimate().Speed().Point.CacheTransfer, 9);
        Assert.Equal(53.687e-3 / 0.94, serving.Estimate().Speed().Point.CacheTransfer, 4);
    }

    [Fact]
    public void Replicas_that_only_decode_carry_no_prompts_and_count_the_gpus_that_do()
    {
        var together = new Serving(Catalog.Model("llama-3.1-8b"), Dgx.Gpu) { System = Dgx, Input = 4000, Output = 200, Context = 8192, Concurrency = 32 };
        var apart = (together with { Load = new() { PrefillReplicas = 2 } }).Estimate().Speed();
        Assert.Equal(0, apart.Point.Step.Prompts);
        Assert.True(apart.TimePerOutputToken.Typical < together.Estimate().Speed().TimePerOutputToken.Typical);
        Assert.Equal(3, apart.Gpus);
        Assert.Contains($"on 1 × {Dgx.Gpu.Name} and 2 more for prompts, ", (together with { Load = new() { PrefillReplicas = 2 } }).Estimate().Subject, StringComparison.Ordinal);
        Assert.Contains($"on 1 × {Dgx.Gpu.Name}, ", together.Estimate().Subject, StringComparison.Ordinal);
        Assert.True(apart.RequestsPerSecond.Typical <= 2 / apart.Point.OwnPrompt + 1e-9);
    }
}
