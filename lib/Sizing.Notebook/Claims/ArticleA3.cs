using Sizing.Performance;
using Sizing.Training;
using Sizing.Training.Published;
using static Sizing.Notebook.Claims.Cases;
using static Sizing.Notebook.Claims.Check;

namespace Sizing.Notebook.Claims;

/// <summary>A3: a generated answer on training a 7B model in 8 GB.</summary>
internal static class ArticleA3
{
    /// <summary>The rank that the GaLore paper uses for 7B.</summary>
    private const int Rank = 1024;

    private const string Card8 = "RTX 3070 8GB";

    internal static IReadOnlyDictionary<string, Check> Checks { get; } = new Dictionary<string, Check>
    {
        ["A3.1"] = That(() => Cases.Weights(Llama2).InGB, weights => weights <= 8),
        ["A3.3"] = Figure(() => Saved(Adam().SteadyBytes, GaLore8Bit().SteadyBytes)),
        ["A3.5"] = That(() => Saved(States(Adam), States(GaLore)), saved => saved > 0),
        ["A3.6"] = Figure(() => Saved(States(Adam), States(GaLore8Bit)), elsewhere: () => Saved(States(Adam), States(GaLore)) > 80),
        ["A3.7"] = That(() => GaLoreOn4090().Memory.Reserved.InGiB, _ => GaLoreOn4090().Fits),
        ["A3.8"] = Figure(CheckpointingSaves, otherwise: Verdict.Misleading),
        ["A3.9"] = That(MoreOperations, more => more is > 25 and < 40),
        ["A3.10"] = That(() => HostOfOffload().InGiB, host => host > 0),
        ["A3.11"] = That(() => MillionTokens("A100 SXM 80GB").Memory.Reserved.InGiB, _ => MillionTokens("A100 SXM 80GB").Fits, elsewhere: () => MillionTokens(Card8).Fits),
        ["A3.13"] = That(AttentionShare, share => share > 0),
        ["A3.15"] = Figure(() => (Train(Llama2, Optimizer.AdamW) with { Accumulation = 8 }).GlobalBatch),
        ["A3.16"] = That(() => OnSmallCard().Memory.Reserved.InGiB, _ => OnSmallCard().Fits, elsewhere: () => FullOn(Card8).Fits),
        ["A3.18"] = That(() => Saved(ZeroStates.Replicated(1), ZeroStates.Stage3(1, 1)), saved => saved > 0, Verdict.Misleading),
        ["A3.19"] = Word(() => YesOrNo(TrainsFourBits(Optimizer.GaLore(Rank)))),
        ["A3.21"] = Word(() => YesOrNo(TrainsFourBits(Optimizer.AdamW8Bit))),
        ["A3.23"] = That(() => OnSmallCard().Memory.Reserved.InGiB, _ => OnSmallCard().Fits, elsewhere: () => FullOn(Card8).Fits),
        ["A3.26"] = That(() => FullOn(Card8).Memory.Reserved.InGiB, _ => FullOn(Card8).Fits),
        ["A3.27"] = Figure(MoreOperations, tolerance: 0.15, elsewhere: () => MoreOperations() <= 30),
        ["A3.28"] = That(() => FullOn(Card8).Memory.Reserved.InGiB, _ => FullOn(Card8).Fits),
        ["A3.29"] = That(() => Inference.Weights.BitsPerWeight(Inference.Weights.CheckpointBytes(Llama2, WeightFormat.Nf4DoubleQuantized), Llama2.Parameters.Total), bits => bits >= 16),
    };

    private static TrainingMemory Adam() => Train(Llama2, Optimizer.AdamW).Estimate().Memory;

    private static TrainingMemory GaLore() => Train(Llama2, Optimizer.GaLore(Rank)).Estimate().Memory;

    private static TrainingMemory GaLore8Bit() => Train(Llama2, Optimizer.GaLore8Bit(Rank)).Estimate().Memory;

    private static Bytes States(Func<TrainingMemory> memory) => memory().SteadyBytes - Cases.Weights(Llama2);

    private static double Saved(Bytes before, Bytes after) => 100 * (1 - after / before);

    private static TrainingEstimate GaLoreOn4090() => (Train(Llama2, Optimizer.GaLore8Bit(Rank), "RTX 4090") with
    {
        Recompute = Recompute.Full,
        OptimizerInBackward = true,
        Sequence = 256,
    }).Estimate();

    private static double CheckpointingSaves()
    {
        var run = Train(Llama2, Optimizer.AdamW) with { Precision = TrainingPrecision.Bf16Mixed, MicroBatch = 4 };
        return Saved(run.Estimate().Memory.PeakBytes, (run with { Recompute = Recompute.Full }).Estimate().Memory.PeakBytes);
    }

    /// <summary>Full recomputation runs the forward pass twice: four passes over the weights instead of three. In percent.</summary>
    private static double MoreOperations() => 100 * (Operations(passes: 4) / Operations(passes: 3) - 1);

    private static double Operations(int passes) => TrainingCompute.PerToken(Llama2.Parameters.Total, passes, attention: 0, sequence: 0);

    /// <summary>What the host takes over when checkpoints of 32,768 tokens are moved.</summary>
    private static Bytes HostOfOffload() => (Train(Llama2, Optimizer.AdamW) with
    {
        Recompute = Recompute.Full,
        Sequence = 32_768,
        Plan = new() { OffloadActivations = true },
    }).Estimate().Memory.Host;

    /// <summary>What FlashAttention spares of the activations of a GPT block at 4,096 tokens.</summary>
    private static double AttentionShare() => 100 * GptBlockActivations.SelectiveSaving(Llama2.HiddenSize, heads: 32, sequence: 4096);

    private static TrainingEstimate OnSmallCard() => Qlora(Llama2, Card8).Estimate();

    /// <summary>The least that trains every parameter of 7B on one card: plain updates inside the backward pass, all activations recomputed.</summary>
    private static TrainingEstimate FullOn(string gpu) => (Train(Llama2, Optimizer.Lomo, gpu) with { Recompute = Recompute.Full, Sequence = 512 }).Estimate();

    /// <summary>MEMO's run: a million tokens over eight cards, recomputed, with checkpoints on the host.</summary>
    private static TrainingEstimate MillionTokens(string gpu) => (Train(Llama2, Optimizer.AdamW, gpu) with
    {
        Sequence = 1 << 20,
        Recompute = Recompute.Full,
        Loss = LossPath.Fused,
        Plan = new() { Context = 8, Sharding = StateSharding.Weights, OffloadActivations = true },
    }).Estimate();

    /// <summary>Whether weights that are stored in four bits can be trained without an adapter.</summary>
    private static bool TrainsFourBits(Optimizer optimizer)
    {
        try
        {
            (Train(Llama2, optimizer) with { Base = WeightFormat.Nf4DoubleQuantized }).Validate();
            return true;
        }
        catch (SizingException)
        {
            return false;
        }
    }
}
