using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>The time from a request's arrival to its first token: engine, own prompt, the prompts of others, and a slot if none is free.</summary>
public static class FirstToken
{
    private const string Rows = "measured rows of ai-dynamo/aiconfigurator";
    private const string File = "silicon_sample.csv; figures in data/engines/speed.csv";

    /// <summary>Seconds of steps that pass between arrival and first token beside the prompt's own computation.</summary>
    /// <param name="steps">n: steps, calibrated for each engine.</param>
    /// <param name="held">h: steps that the engine is told to hold a prompt back.</param>
    /// <param name="step">t: seconds of a step.</param>
    [Formula("(n + h) · t")]
    [Source(Rows, File)]
    public static double PassingSteps(double steps, double held, double step) => (steps + held) * step;

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

    /// <summary>Seconds of a prompt whose chunks follow each other through pipeline stages.</summary>
    /// <param name="whole">P: seconds of all its chunks in all stages, one after another.</param>
    /// <param name="chunks">c: chunks.</param>
    /// <param name="stages">p: stages.</param>
    [Formula("P · (c + p − 1) / (c · p)")]
    [Source("Huang et al. 2019, GPipe", "https://arxiv.org/abs/1811.06965, section 2.3: the bubble")]
    public static double Pipelined(double whole, double chunks, double stages) => whole * (chunks + stages - 1) / (chunks * stages);

    /// <summary>Seconds of one prompt alone on the GPUs.</summary>
    internal static double Prompt(in StepWork work, in StepRates rates)
    {
        var exchange = rates.AllReduce is { } times
            ? StepTime.PromptExchangeSeconds(work.Layers, 1, work.Prompt, times.Seconds(StepTime.ChunkTokens * work.MessageBytes))
            : 0;
        return Pipelined(
            StepTime.Multiplying(work.Prompt, work.CommonFlops, rates.FlopsPerSecond)
                + StepTime.Multiplying(work.Prompt, StepTime.PromptAttention(work), rates.AttentionFlopsPerSecond)
                + (work.Experts == 0 ? 0 : StepTime.Multiplying(work.Prompt, work.ExpertFlops, rates.ExpertFlopsPerSecond))
                + exchange,
            work.PromptChunks, work.Stages);
    }
}
