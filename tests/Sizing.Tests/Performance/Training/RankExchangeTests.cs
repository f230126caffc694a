namespace Sizing.Tests.Performance;

/// <summary>What ranks send each other in a step, by hand: times from bytes and rates. Llama-2-7B: 32 layers, hidden states of 4,096 in 2 bytes.</summary>
public sealed class RankExchangeTests
{
    private const string Tensor = "Tensor-parallel collectives";
    private const string Expert = "Expert-parallel exchange";
    private const string Context = "Context-parallel exchange, exposed";
    private const string Stages = "Transfers between stages, exposed";
    private const string Data = "Data-parallel communication, exposed";

    // NVLink 3 inside the node; 8 adapters of 25 GB/s, of which 0.8 are reached.
    private const double Inside = 0.71 * 300e9;
    private const double Network = 0.8 * 200e9;

    private const double Hidden = 4096.0 * 4096 * 2;

    private const double Parameters = 6_738_415_616;

    private static readonly TrainingRun Run = StepParts.Llama;

    // Megatron-LM: two all-reduces forward and two backward in each layer, two more when it is recomputed; each moves its message twice.
    [Theory]
    [InlineData(Recompute.None, 8)]
    [InlineData(Recompute.Full, 12)]
    public void Tensor_ranks_add_up_hidden_states_twice_in_each_layer_and_pass(Recompute recompute, int moves)
    {
        var run = Run with { Plan = new() { Tensor = 4 }, Accumulation = 3, MicroBatch = 2, Recompute = recompute };

        Assert.Equal(StepParts.Step.TensorParallelExposed * 3 * 32 * moves * 3 / 4 * 2 * Hidden / Inside, run.Seconds(Tensor), 9);
        Assert.Null((Run with { Recompute = recompute }).Part(Tensor));
    }

    // Each of 32 layers sends two copies of a token to experts and back, forward and backward; recomputed, forward again.
    [Theory]
    [InlineData(Recompute.None, 4)]
    [InlineData(Recompute.Full, 6)]
    public void Expert_ranks_exchange_each_copy_of_a_token_twice_a_pass(Recompute recompute, int moves)
    {
        var run = StepParts.Run("mistralai/Mixtral-8x7B-v0.1", "A100 SXM 80GB") with { Accumulation = 3, Recompute = recompute };

        Assert.Equal(3 * 32 * 2 * moves * 7.0 / 8 * Hidden / Inside, (run with { Plan = new() { Data = 8, Expert = 8 } }).Seconds(Expert), 9);
        Assert.Equal(3 * 16 * 2 * moves * 7.0 / 8 * Hidden / Inside, (run with { Plan = new() { Data = 8, Expert = 8, Pipeline = 2 } }).Seconds(Expert), 9);
        Assert.Null((run with { Plan = new() { Data = 8 } }).Part(Expert));
    }

    // Ring attention: keys and values of 4096 / 4 tokens go to three others, forward once, backward with their gradients: three trips, four if recomputed.
    [Theory]
    [InlineData("meta-llama/Llama-2-7b-hf", 32 * 2 * 32 * 128)]
    [InlineData("meta-llama/Meta-Llama-3-8B", 32 * 2 * 8 * 128)]
    [InlineData("EleutherAI/gpt-neox-20b", 44 * 2 * 64 * 96)]
    [InlineData("deepseek-ai/DeepSeek-V2-Lite", 27 * 16 * (128 + 128))]
    public void Context_ranks_pass_keys_and_values_around(string model, double channels)
    {
        var run = StepParts.Run(model, "A100 SXM 80GB") with { Plan = new() { Context = 4 }, Accumulation = 5 };

        Assert.Equal(5 * 3 * 3 * 1024 * 2 * channels / Inside, run.Input(Context, "t"), 9);
        Assert.Equal(5 * 4 * 3 * 1024 * 2 * channels / Inside, (run with { Recompute = Recompute.Full }).Input(Context, "t"), 9);
        Assert.Equal(run.Seconds("Attention core"), run.Input(Context, "K"), 12);
        Assert.Null(Run.Part(Context));
    }

    // Narayanan et al. §3.2: every micro-batch hands on hidden states and takes their gradients; sequence parallelism divides them over tensor ranks.
    [Theory]
    [InlineData(1, true, 1)]
    [InlineData(2, true, 2)]
    [InlineData(2, false, 1)]
    public void Stages_hand_on_the_hidden_states_of_every_micro_batch(int tensor, bool sequenceParallel, int share)
    {
        var run = Run with { Plan = new() { Pipeline = 2, Tensor = tensor, SequenceParallel = sequenceParallel }, Accumulation = 6 };

        Assert.Equal(2 * 6 * Hidden / share / Inside, run.Seconds(Stages), 9);
        Assert.Null(Run.Part(Stages));
    }

    // An interleaved schedule sends twice as much and computes beside it; 1F1B waits.
    [Fact]
    public void Interleaved_stages_hide_their_transfers_behind_computation()
    {
        var run = Run with { Plan = new() { Pipeline = 2, Virtual = 2 }, Accumulation = 6 };
        var computing = run.Seconds("Matrix products of layers") + run.Seconds("Matrix products of the head") + run.Seconds("Attention core") + run.Seconds("Element-wise operations");

        Assert.Equal(2 * 6 * 2 * Hidden / Inside, run.Input(Stages, "t"), 9);
        Assert.Equal(computing, run.Input(Stages, "K"), 9);
        Assert.Equal(0, (Run with { Plan = new() { Pipeline = 2 } }).Input(Stages, "K"));
    }

    // Autocast on FP32 weights: gradients of 4 bytes are scattered and weights of 2 gathered after the last micro-batch, whose computation hides them.
    // Sharded weights are gathered forward and backward, and gradients scattered, in every micro-batch.
    [Theory]
    [InlineData(StateSharding.None, 2 + 4, 1)]
    [InlineData(StateSharding.Optimizer, 2 + 4, 1)]
    [InlineData(StateSharding.Weights, 3 * (2 * 2 + 4), 3)]
    public void Data_ranks_exchange_gradients_and_weights(StateSharding sharding, int bytes, int microBatches)
    {
        var run = Run with { Plan = new() { Data = 16, Sharding = sharding }, Accumulation = 3 };
        var computing = run.Seconds("Matrix products of layers") + run.Seconds("Matrix products of the head") + run.Seconds("Attention core") + run.Seconds("Element-wise operations");

        Assert.Equal(bytes * Parameters * 15 / 16 / Network, run.Input(Data, "t"), 9);
        Assert.Equal(computing * microBatches / 3, run.Input(Data, "K"), 9);
        Assert.Null(Run.Part(Data));
    }

    // LoRA of rank 8 on queries and values: an all-reduce of the FP32 gradients of 4,194,304 weights moves them twice.
    [Fact]
    public void Data_ranks_with_adapters_add_up_the_gradients_of_adapters_alone() =>
        Assert.Equal(2 * 4 * 4_194_304.0 * 7 / 8 / Inside, (Run with { Adapter = new(8), Plan = new() { Data = 8 } }).Input(Data, "t"), 9);
}
