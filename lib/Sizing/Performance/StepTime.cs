using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>
/// The parts of a decoding step in seconds, with the share of other requests' prompts that continuous batching mixes into it.
/// The same methods give the terms of an explanation.
/// </summary>
public readonly record struct StepTime
{
    private const string Book = "jax-ml/scaling-book";
    private const string Inference = "inference.md, step time: attention adds, matrices take the longer of memory and arithmetic";

    /// <summary>The tokens that one chunk of prompts exchanges at a time.</summary>
    public const double ChunkTokens = 8192;

    /// <summary>Reading weights outside experts, or multiplying with them, whichever is longer.</summary>
    public double Common { get; init; }

    /// <summary>Reading the routed experts that the step uses, or multiplying with them, whichever is longer.</summary>
    public double Experts { get; init; }

    /// <summary>Reading the cache.</summary>
    public double Cache { get; init; }

    /// <summary>The prompts' share, their all-reduces included.</summary>
    public double Prompts { get; init; }

    /// <summary>Fixed times of layers.</summary>
    public double Layers { get; init; }

    /// <summary>Scheduler and sampler.</summary>
    public double Sequences { get; init; }

    /// <summary>Sorting logits, where tokens are drawn at random.</summary>
    public double Sampling { get; init; }

    /// <summary>All-reduces of decoded tokens.</summary>
    public double Exchange { get; init; }

    /// <summary>Sending hidden states to other servers.</summary>
    public double Sending { get; init; }

    /// <summary>Waiting for a busy host.</summary>
    public double Host { get; init; }

    /// <summary>The step without prompts.</summary>
    public double Decoding => Common + Experts + Cache + Layers + Sequences + Sampling + Exchange + Sending + Host;

    /// <summary>The whole step.</summary>
    public double Total => Decoding + Prompts;

    /// <summary>The step of a replica that runs some sequences.</summary>
    /// <param name="work">What a step asks of a GPU.</param>
    /// <param name="rates">How fast the engine works on it.</param>
    /// <param name="sequences">B: sequences that the replica runs.</param>
    public static StepTime Of(in StepWork work, in StepRates rates, double sequences)
    {
        var stage = work.SequencesOfStage(sequences);
        var decoded = stage * work.TokensPerStep;
        return new()
        {
            Common = Math.Max(Reading(work.CommonBytes, rates.WeightBytesPerSecond), Multiplying(decoded, work.CommonFlops, rates.FlopsPerSecond)),
            Experts = work.Experts == 0 ? 0 : Math.Max(
                Reading(work.ExpertBytes * ExpertShare(work, decoded), rates.ExpertBytesPerSecond),
                Multiplying(decoded * work.AttentionReplicas, work.ExpertFlops, rates.ExpertFlopsPerSecond)),
            Cache = Reading(stage * work.CacheBytes, rates.CacheBytesPerSecond),
            Prompts = PromptSeconds(work, rates, stage, work.FullestPrompts(stage)),
            Layers = LayerSeconds(work, rates),
            Sequences = SequenceSeconds(stage, rates.SequenceSeconds),
            Sampling = SamplingSeconds(stage, work.SampledLogits, rates.LogitSeconds),
            Exchange = rates.AllReduce is { } all ? ExchangeSeconds(work.Layers, rates.ExchangeShare, all.Seconds(decoded * work.MessageBytes)) : 0,
            Sending = work.Crossings == 0 ? 0 : SendSeconds(work.Crossings, rates.NetworkSeconds, decoded * work.MessageBytes, rates.NetworkBytesPerSecond),
            Host = work.HostSeconds,
        };
    }

    /// <summary>Share of the routed experts that a step reads.</summary>
    /// <param name="work">The work, with its experts.</param>
    /// <param name="decoded">Tokens that one replica of the attention decodes.</param>
    internal static double ExpertShare(in StepWork work, double decoded) =>
        ExpertCoverage.Share(work.Experts, work.ExpertsPerToken, decoded * work.AttentionReplicas);

    /// <summary>Seconds to read bytes from memory.</summary>
    /// <param name="bytes">W: bytes.</param>
    /// <param name="rate">B: bandwidth that the kernels reach, bytes per second.</param>
    [Formula("W / B")]
    [Source(Book, Inference)]
    public static double Reading(double bytes, double rate) => bytes / rate;

    /// <summary>Seconds of matrix products.</summary>
    /// <param name="tokens">T: tokens.</param>
    /// <param name="flops">F: operations of one token.</param>
    /// <param name="rate">R: rate that the kernels reach, operations per second.</param>
    [Formula("T · F / R")]
    [Source(Book, Inference)]
    public static double Multiplying(double tokens, double flops, double rate) => tokens * flops / rate;

    /// <summary>Tokens of prompts that a step carries on average, so that every finished sequence is followed by a new one.</summary>
    /// <param name="sequences">B: sequences.</param>
    /// <param name="prompt">I: computed tokens of a prompt.</param>
    /// <param name="answer">O: tokens of an answer.</param>
    [Formula("B · I / O")]
    [Source("Agrawal et al. 2024, Sarathi-Serve", "https://arxiv.org/abs/2403.02310, chunked prefills in the steady state")]
    public static double PromptTokens(double sequences, double prompt, double answer) => sequences * prompt / answer;

    /// <summary>Sequences of a stage whose prompts a client meets while it is answered: never its own, where the same clients ask again as soon as they are answered.</summary>
    /// <param name="sequences">B: sequences of a stage.</param>
    /// <param name="own">b: of these, the client's own; 0 where requests arrive at random.</param>
    [Formula("max(0, B − b)")]
    [Source("Reiser and Lavenberg 1980, Mean-Value Analysis of Closed Multichain Queuing Networks", "https://doi.org/10.1145/322186.322195: a customer sees a closed network without itself")]
    public static double OtherSequences(double sequences, double own) => Math.Max(0, sequences - own);

    /// <summary>Seconds that the layers take whatever they hold.</summary>
    /// <param name="work">The numbers of layers of each kind.</param>
    /// <param name="rates">The time c that each kind adds.</param>
    [Formula("Σ L_kind · c_kind")]
    [Source("measured rows of ai-dynamo/aiconfigurator", "silicon_sample.csv; figures in data/engines/speed.csv")]
    public static double LayerSeconds(in StepWork work, in StepRates rates) =>
        work.Layers * rates.LayerSeconds + work.RecurrentLayers * rates.RecurrentLayerSeconds + work.ExpertLayers * rates.ExpertLayerSeconds + work.LatentLayers * rates.LatentLayerSeconds
        + work.IndexerLayers * rates.IndexerLayerSeconds + work.BlockScaledLayers * rates.BlockScaledLayerSeconds;

    /// <summary>Fixed time of a layer's routed experts: of all their kernels, or of the one that routes, multiplies and combines (TensorRT-LLM's generated kernels, which vLLM and SGLang call through FlashInfer).</summary>
    /// <param name="apart">c: seconds of kernels that run one after another.</param>
    /// <param name="fused">f: share that remains; 1 where no such kernel exists.</param>
    [Formula("c · f")]
    [Source("NVIDIA/TensorRT-LLM", "docs/source/features, moe_config backend: TRTLLM on compute capability 10, CUTLASS and TRITON elsewhere; figures in data/engines/speed.csv")]
    public static double ExpertSeconds(double apart, double fused) => apart * fused;

    /// <summary>Seconds of scheduler and sampler.</summary>
    /// <param name="sequences">B: sequences.</param>
    /// <param name="each">s: seconds of one.</param>
    [Formula("B · s")]
    [Source("measured rows of ai-dynamo/aiconfigurator", "silicon_sample.csv; figures in data/engines/speed.csv")]
    public static double SequenceSeconds(double sequences, double each) => sequences * each;

    /// <summary>Seconds to sort the logits of all sequences, as sampling from the likeliest tokens (top-p, top-k) does; every GPU sorts all.</summary>
    /// <param name="sequences">B: sequences.</param>
    /// <param name="logits">V: logits of each, 0 for greedy decoding.</param>
    /// <param name="each">q: seconds of a logit.</param>
    [Formula("B · V · q")]
    [Source("vllm-project/vllm", "vllm/v1/sample/ops/topk_topp_sampler.py: apply_top_k_top_p sorts the logits")]
    public static double SamplingSeconds(double sequences, double logits, double each) => sequences * logits * each;

    /// <summary>Prompts that the median step carries, when they arrive at random: the median of a Poisson distribution.</summary>
    /// <param name="arrivals">λ: prompts that arrive in a step on average.</param>
    [Formula("max(0, ⌊λ + 1/3 − 0.02 / λ⌋)")]
    [Source("Choi 1994, On the medians of Gamma distributions and an equation of Ramanujan", "https://doi.org/10.1090/S0002-9939-1994-1195477-8")]
    public static double MedianPrompts(double arrivals) => arrivals <= 0 ? 0 : Math.Max(0, Math.Floor(arrivals + 1.0 / 3 - 0.02 / arrivals));

    /// <summary>Seconds of the all-reduces of decoded tokens: one after the attention, one after the feed-forward network.</summary>
    /// <param name="layers">L: layers.</param>
    /// <param name="share">k: share that is not hidden.</param>
    /// <param name="one">t: seconds of one.</param>
    [Formula("2 · L · k · t")]
    [Source("Shoeybi et al. 2019, Megatron-LM", "https://arxiv.org/abs/1909.08053, section 3")]
    public static double ExchangeSeconds(double layers, double share, double one) => 2 * layers * share * one;

    /// <summary>Seconds in which hidden states reach the servers of later pipeline stages.</summary>
    /// <param name="crossings">x: boundaries of stages between servers.</param>
    /// <param name="latency">α: latency of a message.</param>
    /// <param name="message">m: bytes.</param>
    /// <param name="rate">B: bandwidth that one GPU reaches, bytes per second.</param>
    [Formula("x · (α + m / B)")]
    [Source("Narayanan et al. 2021, Efficient Large-Scale Language Model Training on GPU Clusters", "https://arxiv.org/abs/2104.04473, section 4.1: point-to-point communication of pipeline stages")]
    public static double SendSeconds(double crossings, double latency, double message, double rate) => crossings * (latency + message / rate);

    /// <summary>Seconds of the all-reduces of prompt tokens, in chunks of 8,192.</summary>
    /// <param name="layers">L: layers.</param>
    /// <param name="share">k: share that is not hidden.</param>
    /// <param name="tokens">T: tokens of prompts.</param>
    /// <param name="chunk">t: seconds of the all-reduce of a chunk.</param>
    [Formula("2 · L · k · t · T / 8192")]
    [Source("Shoeybi et al. 2019, Megatron-LM", "https://arxiv.org/abs/1909.08053, section 3")]
    public static double PromptExchangeSeconds(double layers, double share, double tokens, double chunk) => 2 * layers * share * chunk * tokens / ChunkTokens;

    /// <summary>Tokens of prompts that are multiplied in a step: those of one replica of the attention, or of all that meet at the experts.</summary>
    /// <param name="prompts">p: prompts of the fullest replica.</param>
    /// <param name="prompt">I: computed tokens of a prompt.</param>
    /// <param name="replicas">r: replicas that meet; each with as many prompts as the fullest where the engine pads them to it.</param>
    [Formula("p · I · r")]
    [Source("vllm-project/vllm", "vllm/v1/worker/gpu_model_runner.py, get_dp_padding: the tokens of all data-parallel ranks are padded to those of the fullest")]
    public static double TokensMet(double prompts, double prompt, double replicas) => prompts * prompt * replicas;

    /// <summary>Seconds of the prompts that a step of some sequences carries on its fullest rank: matrices, attention, experts, all-reduces.</summary>
    internal static double PromptSeconds(in StepWork work, in StepRates rates, double stage, double prompts)
    {
        var tokens = prompts * work.Prompt;
        return Multiplying(tokens, work.CommonFlops, rates.FlopsPerSecond) + Multiplying(tokens, PromptAttention(work), rates.AttentionFlopsPerSecond)
            + (work.Experts == 0 ? 0 : Multiplying(tokens * work.PromptsMet(stage), work.ExpertFlops, rates.ExpertFlopsPerSecond))
            + (rates.AllReduce is { } all ? PromptExchangeSeconds(work.Layers, rates.ExchangeShare, tokens, all.Seconds(ChunkTokens * work.MessageBytes)) : 0);
    }

    /// <summary>Operations of attention for one computed token of a prompt.</summary>
    internal static double PromptAttention(in StepWork work) => work.Prompt > 0 ? work.PromptAttentionFlops / work.Prompt : 0;
}
