using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>The time from a request's arrival to its first token: engine, own prompt, the prompts of others, and a slot if none is free.</summary>
public static class FirstToken
{
    private const string Rows = "measured rows of ai-dynamo/aiconfigurator";
    private const string File = "silicon_sample.csv; figures in data/engines/speed.csv";

    /// <summary>Tokens of a prompt that are computed.</summary>
    /// <param name="prompt">I: tokens of the prompt.</param>
    /// <param name="hit">h: share of them that the prefix cache holds.</param>
    [Formula("I · (1 − h)")]
    [Source("Zheng et al. 2023, SGLang", "https://arxiv.org/abs/2312.07104, section 3: the cache of shared prefixes is computed once")]
    public static double ComputedTokens(double prompt, double hit) => prompt * (1 - hit);

    /// <summary>Seconds of steps that pass between arrival and first token beside the prompt's own computation.</summary>
    /// <param name="steps">n: steps, calibrated for each engine.</param>
    /// <param name="held">h: steps that the engine is told to hold a prompt back.</param>
    /// <param name="poll">r: steps after which the engine looks for new requests; a request comes at any of them.</param>
    /// <param name="step">t: seconds of a step.</param>
    [Formula("(n + h + (r − 1) / 2) · t")]
    [Source(Rows, File)]
    [Source("sgl-project/sglang", "scheduler_recv_skipper: requests are received when the decoding steps since the last look reach scheduler_recv_interval")]
    public static double PassingSteps(double steps, double held, double poll, double step) => (steps + held + (poll - 1) / 2) * step;

    /// <summary>Share of the others' prompts that a prompt waits for on average because all clients start at once: half of them, in the first of R rounds.</summary>
    /// <param name="rounds">R: requests that each client sends, one after another.</param>
    [Formula("1 / (2 · R)")]
    [Source("SemiAnalysisAI/InferenceX", "benchmarks/benchmark_lib.sh: --max-concurrency C, --num-prompts 10 · C, --request-rate inf")]
    public static double StartShare(double rounds) => 1 / (2 * rounds);

    /// <summary>Seconds that a prompt waits for those of other clients, each of whom asks again as soon as it is answered.</summary>
    /// <param name="clients">C: clients that are served at a time.</param>
    /// <param name="chance">v: share of the others' prompts that is met by chance, calibrated.</param>
    /// <param name="start">s: share that is met because all clients started at once.</param>
    /// <param name="prompt">P: seconds of one prompt.</param>
    [Formula("(v + s) · (C − 1) · P")]
    [Source(Rows, File)]
    public static double BurstWait(double clients, double chance, double start, double prompt) => (chance + start) * Math.Max(0, clients - 1) * prompt;

    /// <summary>Seconds that a prompt waits for those of others that arrive at random.</summary>
    /// <param name="rate">λ: requests per second of a replica.</param>
    /// <param name="prompt">P: seconds of one prompt.</param>
    [Formula("λ · P² / (2 · (1 − λ · P))")]
    [Source("Kleinrock 1975, Queueing Systems, volume 1", "section 5.6: M/D/1, Pollaczek-Khinchine")]
    public static double RandomWait(double rate, double prompt) =>
        rate * prompt >= 1 ? double.PositiveInfinity : rate * prompt * prompt / (2 * (1 - rate * prompt));

    /// <summary>Seconds that a client waits for a slot, when more clients ask than the cache holds.</summary>
    /// <param name="clients">C: clients of a replica.</param>
    /// <param name="slots">B: sequences that run at a time.</param>
    /// <param name="share">w: share of the steady state's wait that a run of several rounds sees.</param>
    /// <param name="request">T: seconds that a sequence keeps its slot.</param>
    [Formula("w · max(0, C − B) / B · T")]
    [Source("Little 1961, A Proof for the Queuing Formula L = λW", "https://doi.org/10.1287/opre.9.3.383")]
    public static double SlotWait(double clients, double slots, double share, double request) => share * Math.Max(0, clients - slots) / slots * request;

    /// <summary>Seconds that a request waits for a slot on average, when all of them arrive at once: the first wait for none, the last for all others.</summary>
    /// <param name="requests">N: requests.</param>
    /// <param name="slots">B: sequences that run at a time.</param>
    /// <param name="request">T: seconds that a sequence keeps its slot.</param>
    [Formula("max(0, N / B − 1) / 2 · T")]
    [Source("Little 1961, A Proof for the Queuing Formula L = λW", "https://doi.org/10.1287/opre.9.3.383")]
    public static double QueueWait(double requests, double slots, double request) => Math.Max(0, requests / slots - 1) / 2 * request;

    /// <summary>Seconds of a prompt whose chunks follow each other through pipeline stages.</summary>
    /// <param name="whole">P: seconds of all its chunks in all stages, one after another.</param>
    /// <param name="chunks">c: chunks.</param>
    /// <param name="stages">p: stages.</param>
    [Formula("P · (c + p − 1) / (c · p)")]
    [Source("Huang et al. 2019, GPipe", "https://arxiv.org/abs/1811.06965, section 2.3: the bubble")]
    public static double Pipelined(double whole, double chunks, double stages) => whole * (chunks + stages - 1) / (chunks * stages);

    /// <summary>Seconds that the host takes to start the kernels of a prompt one by one; the GPUs wait where this is longer than their work.</summary>
    /// <param name="chunks">c: chunks of the prompt.</param>
    /// <param name="work">The numbers L of layers of each kind.</param>
    /// <param name="rates">The time l that each kind takes to start.</param>
    [Formula("c · Σ L_kind · l_kind")]
    [Source(Rows, File)]
    public static double Launching(double chunks, in StepWork work, in StepRates rates) => chunks
        * (work.Layers * rates.LaunchSeconds + work.ExpertLayers * rates.ExpertLaunchSeconds + work.LatentLayers * rates.LatentLaunchSeconds);

    /// <summary>Seconds from the text of a prompt to its tokens in the engine.</summary>
    /// <param name="tokens">I: tokens of the prompt, those of a shared prefix included.</param>
    /// <param name="each">q: seconds of one.</param>
    [Formula("I · q")]
    [Source(Rows, File)]
    public static double Reading(double tokens, double each) => tokens * each;

    /// <summary>Seconds in which the cache of a prompt reaches the GPUs that decode it; none of it is hidden behind the prompt's own computation.</summary>
    /// <param name="latency">α: latency of a message.</param>
    /// <param name="bytes">K: bytes of the prompt's cache that a GPU receives.</param>
    /// <param name="rate">B: bandwidth that one GPU reaches, bytes per second.</param>
    [Formula("α + K / B")]
    [Source("Zhong et al. 2024, DistServe", "https://arxiv.org/abs/2401.09670, section 3.3: the transfer of the KV cache")]
    public static double CacheTransfer(double latency, double bytes, double rate) => latency + bytes / rate;

    /// <summary>Seconds of one prompt alone on the GPUs: its work, which reads all weights that it uses at least once, or the start of its kernels.</summary>
    internal static double Prompt(in StepWork work, in StepRates rates) =>
        Math.Max(Pipelined(Matrices(work, rates) + Attention(work, rates) + Experts(work, rates) + Exchange(work, rates) + Sending(work, rates), work.PromptChunks, work.Stages), Start(work, rates));

    /// <summary>Matrices outside routed experts: reading them for each chunk, or multiplying.</summary>
    internal static double Matrices(in StepWork work, in StepRates rates) => Math.Max(
        StepTime.Reading(work.PromptChunks * work.CommonBytes, rates.WeightBytesPerSecond), StepTime.Multiplying(work.Prompt, work.CommonFlops, rates.FlopsPerSecond));

    internal static double Attention(in StepWork work, in StepRates rates) =>
        StepTime.Multiplying(work.Prompt, StepTime.PromptAttention(work), rates.AttentionFlopsPerSecond);

    /// <summary>Routed experts: reading those that a chunk uses, or multiplying; padded replicas multiply as much as this one.</summary>
    internal static double Experts(in StepWork work, in StepRates rates) => work.Experts == 0 ? 0 : Math.Max(
        StepTime.Reading(ExpertBytes(work), rates.ExpertBytesPerSecond), StepTime.Multiplying(ExpertTokens(work), work.ExpertFlops, rates.ExpertFlopsPerSecond));

    internal static double ExpertBytes(in StepWork work) =>
        work.PromptChunks * work.ExpertBytes * ExpertCoverage.Share(work.Experts, work.ExpertsPerToken, work.Prompt / work.PromptChunks);

    internal static double ExpertTokens(in StepWork work) => work.Prompt * (work.PadsReplicas ? work.AttentionReplicas : 1);

    /// <summary>Whether the chunks are small enough to be replayed from CUDA graphs.</summary>
    internal static bool IsCaptured(in StepWork work, in StepRates rates) => work.Prompt / work.PromptChunks <= (work.CapturedTokens ?? rates.CapturedTokens);

    private static double Start(in StepWork work, in StepRates rates) =>
        IsCaptured(work, rates) ? StepTime.LayerSeconds(work, rates) : Launching(work.PromptChunks, work, rates);

    internal static double Sending(in StepWork work, in StepRates rates) => work.Crossings == 0 ? 0
        : work.PromptChunks * StepTime.SendSeconds(work.Crossings, rates.NetworkSeconds, work.Prompt / work.PromptChunks * work.MessageBytes, rates.NetworkBytesPerSecond);

    private static double Exchange(in StepWork work, in StepRates rates) => rates.AllReduce is { } times
        ? StepTime.PromptExchangeSeconds(work.Layers, 1, work.Prompt, times.Seconds(StepTime.ChunkTokens * work.MessageBytes))
        : 0;
}
