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

    /// <summary>Requests that each client sends, one after another, when all clients start at once; null when they never stop.</summary>
    public int? Rounds { get; init; }

    /// <summary>Steps that the engine holds a prompt back so that all attention ranks get one: TensorRT-LLM's <c>timeout_iters</c> where it balances them; 0 by default.</summary>
    public int HeldSteps { get; init; }

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
