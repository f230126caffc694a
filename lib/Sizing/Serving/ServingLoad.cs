namespace Sizing;

/// <summary>How requests come, how they are decoded, and how fast the answers must be.</summary>
public sealed record ServingLoad
{
    /// <summary>Requests per second that arrive at random over all replicas; null when <see cref="Serving.Concurrency"/> clients each wait for their answers.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Tokens that a draft proposes at each step; 0 without speculative decoding.</summary>
    public int Drafted { get; init; }

    /// <summary>Chance that a drafted token is accepted, given that those before it were.</summary>
    public double Accepted { get; init; } = 0.8;

    /// <summary>Whether tokens are drawn from the likeliest ones (top-p, top-k), which sorts the vocabulary; by default the likeliest one is taken.</summary>
    public bool Sampled { get; init; }

    /// <summary>
    /// Replicas that compute the prompts of all others, on GPUs of their own divided like those that decode, and send them the cache; null when
    /// every replica computes its own prompts.
    /// </summary>
    public int? PrefillReplicas { get; init; }

    /// <summary>Bytes per second that one GPU receives of a prompt's cache; null for its share of the servers' network.</summary>
    public double? KvLinkBytesPerSecond { get; init; }

    /// <summary>Requests that each client sends, one after another, when all clients start at once; null when they never stop.</summary>
    public int? Rounds { get; init; }

    /// <summary>Whether all requests of all rounds arrive at once and wait for a slot, as a batch job does; by default a client asks again when it is answered.</summary>
    public bool AllAtOnce { get; init; }

    /// <summary>Steps that the engine holds a prompt back so that others join it: TensorRT-LLM's <c>batch_wait_timeout_iters</c>, and its <c>timeout_iters</c> where it balances attention ranks; 0 by default.</summary>
    public int HeldSteps { get; init; }

    /// <summary>Decoding steps after which the engine looks for new requests: SGLang's <c>--scheduler-recv-interval</c>; 1 by default.</summary>
    public int PollSteps { get; init; } = 1;

    /// <summary>
    /// Whether an all-reduce and the norm after it are one kernel of FlashInfer (vLLM's <c>fuse_allreduce_rms</c>, SGLang's
    /// <c>--enable-flashinfer-allreduce-fusion</c>), on GPUs of compute capability 9 and 10; null for the default of the engine's version.
    /// </summary>
    public bool? FusedAllReduce { get; init; }

    /// <summary>Most prompt tokens of a step that are replayed from CUDA graphs (vLLM's <c>max_cudagraph_capture_size</c>); null for the engine's default.</summary>
    public int? CapturedTokens { get; init; }

    /// <summary>Seconds of each step that GPUs wait for the host; 0 unless its cores are busy with other work.</summary>
    public double HostSeconds { get; init; }

    /// <summary>The longest time to first token that is wanted, in seconds.</summary>
    public double? TargetFirstTokenSeconds { get; init; }

    /// <summary>The longest time per output token that is wanted, in seconds.</summary>
    public double? TargetPerTokenSeconds { get; init; }

    /// <summary>The largest share of the requests it could finish that a deployment is asked for, 0 to 1; null for the default of <c>data/assumptions.csv</c>.</summary>
    public double? QueueLoad { get; init; }

    /// <summary>Whether any time is a target.</summary>
    public bool HasTargets => TargetFirstTokenSeconds is not null || TargetPerTokenSeconds is not null;
}
