namespace Sizing.Tests.Training;

/// <summary>What a training run and its plan refuse, and the smallest and largest that they take; Llama-2-7B has 32 layers, Mixtral 8 experts.</summary>
public sealed class TrainingRefusalsTests
{
    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB"));

    private static readonly TrainingRun Mixture = Run with { Model = Catalog.Model("mistralai/Mixtral-8x7B-v0.1") };

    public static TheoryData<string, TrainingRun> Refused => new()
    {
        { "must be 1 or more", Run with { Sequence = 0 } },
        { "must be 1 or more", Run with { MicroBatch = 0 } },
        { "must be 1 or more", Run with { Accumulation = 0 } },
        { "must be 1 or more", Run with { RecomputeEvery = 0 } },
        { "do not fit sequences of 4096", Run with { ExampleTokens = 0 } },
        { "do not fit sequences of 4096", Run with { ExampleTokens = 4097 } },
        { "The LoRA rank is 0", Run with { Adapter = new(0) } },
        { "must be above 0", Run with { Utilization = 0 } },
        { "must be above 0", Run with { Utilization = double.NaN } },
        { "The rent of a GPU-hour", Run with { DollarsPerGpuHour = 0 } },
        { "The rent of a GPU-hour", Run with { DollarsPerGpuHour = double.PositiveInfinity } },
        { "The rent of a GPU-hour", Run with { DollarsPerGpuHour = -1 } },
        { "The tokens must be", Run with { Tokens = 0 } },
        { "The tokens must be", Run with { Tokens = -1 } },
        { "The tokens must be", Run with { Tokens = double.PositiveInfinity } },
        { "NVMe drives must be", Run with { NvmeBytesPerSecond = 0 } },
        { "NVMe drives must be", Run with { NvmeBytesPerSecond = -1 } },
        { "cannot be trained", Run with { Base = WeightFormat.Int8 } },
        { "The degree dp is 0", Run with { Plan = new() { Data = 0 } } },
        { "The degree etp is 0", Run with { Plan = new() { ExpertTensor = 0 } } },
        { "NVMe takes what is offloaded", Run with { Plan = new() { OffloadToNvme = true } } },
        { "33 stages of 1 chunks", Run with { Plan = new() { Pipeline = 33 } } },
        { "16 stages of 3 chunks", Run with { Plan = new() { Pipeline = 16, Virtual = 3 } } },
        { "ep 3 does not divide the 8 experts", Mixture with { Plan = new() { Data = 3, Expert = 3 } } },
        { "must divide dp·cp·tp = 4", Mixture with { Plan = new() { Data = 4, Expert = 8 } } },
        { "must divide dp·cp·tp = 4", Mixture with { Plan = new() { Data = 2, Tensor = 2, Expert = 4, ExpertTensor = 2 } } },
    };

    public static TheoryData<TrainingRun> Taken => new()
    {
        Run with { Sequence = 1, ExampleTokens = 1 },
        Run with { ExampleTokens = 4096 },
        Run with { Utilization = 1 },
        Run with { Tokens = 1, DollarsPerGpuHour = 0.01, NvmeBytesPerSecond = 1 },
        Run with { Adapter = new(1) },
        Run with { Base = WeightFormat.Bf16 },
        Run with { Base = WeightFormat.Fp16 },
        Run with { Base = WeightFormat.Fp32 },
        Run with { Plan = new() { Pipeline = 32 } },
        Run with { Plan = new() { Pipeline = 16, Virtual = 2 } },
        Run with { Plan = new() { OffloadWeights = true, OffloadToNvme = true } },
        Mixture with { Plan = new() { Data = 4, Expert = 4 } },
        Mixture with { Plan = new() { Data = 2, Tensor = 2, Context = 2, Expert = 8 } },
        Mixture with { Plan = new() { Data = 2, Tensor = 2, Context = 2, Expert = 4, ExpertTensor = 2 } },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_is_refused_in_a_sentence(string sentence, TrainingRun run) =>
        Assert.Contains(sentence, Assert.Throws<SizingException>(run.Validate).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Taken))]
    public void Limits_themselves_are_taken(TrainingRun run) => Assert.Null(Record.Exception(run.Validate));

    /// <summary>One example of 512 tokens padded to 4096: an eighth is learned from; packed, all.</summary>
    [Fact]
    public void Padding_is_not_learned_from()
    {
        Assert.Equal(0.125, (Run with { ExampleTokens = 512, Packed = false }).LearnedShare);
        Assert.Equal(1, (Run with { Packed = false }).LearnedShare);
        Assert.Equal(1, (Run with { ExampleTokens = 512 }).LearnedShare);
    }
}
