namespace Sizing.Performance;

/// <summary>How fast an engine works on a GPU: plain numbers, so that a planner computes step times without allocating.</summary>
public readonly record struct StepRates
{
    /// <summary>Bandwidth that reading dense weights reaches, bytes per second.</summary>
    public double WeightBytesPerSecond { get; init; }

    /// <summary>Bandwidth that reading routed experts reaches, bytes per second.</summary>
    public double ExpertBytesPerSecond { get; init; }

    /// <summary>Bandwidth that reading the cache reaches, bytes per second.</summary>
    public double CacheBytesPerSecond { get; init; }

    /// <summary>Rate that dense matrices reach, operations per second.</summary>
    public double FlopsPerSecond { get; init; }

    /// <summary>Rate that routed experts reach, operations per second.</summary>
    public double ExpertFlopsPerSecond { get; init; }

    /// <summary>Rate that the attention of prompts reaches, operations per second.</summary>
    public double AttentionFlopsPerSecond { get; init; }

    /// <summary>Fixed time of a layer.</summary>
    public double LayerSeconds { get; init; }

    /// <summary>Fixed time that a mixer with a state adds to a layer.</summary>
    public double RecurrentLayerSeconds { get; init; }

    /// <summary>Fixed time that routed experts add to a layer.</summary>
    public double ExpertLayerSeconds { get; init; }

    /// <summary>Fixed time that latent attention adds to a layer.</summary>
    public double LatentLayerSeconds { get; init; }

    /// <summary>Fixed time that a sparse indexer adds to a layer.</summary>
    public double IndexerLayerSeconds { get; init; }

    /// <summary>Fixed time that block scales add to a layer.</summary>
    public double BlockScaledLayerSeconds { get; init; }

    /// <summary>Time in which the host starts the kernels of a layer one by one.</summary>
    public double LaunchSeconds { get; init; }

    /// <summary>What routed experts add to it.</summary>
    public double ExpertLaunchSeconds { get; init; }

    /// <summary>What latent attention adds to it.</summary>
    public double LatentLaunchSeconds { get; init; }

    /// <summary>Most prompt tokens of a step that the engine replays from CUDA graphs by default.</summary>
    public double CapturedTokens { get; init; }

    /// <summary>Time from text to tokens, and into the engine, for each token of a prompt.</summary>
    public double TextSeconds { get; init; }

    /// <summary>Time of scheduler and sampler for each sequence.</summary>
    public double SequenceSeconds { get; init; }

    /// <summary>Time to sort one logit.</summary>
    public double LogitSeconds { get; init; }

    /// <summary>Share of an all-reduce that is not hidden.</summary>
    public double ExchangeShare { get; init; }

    /// <summary>Steps that pass between arrival and first token.</summary>
    public double FirstTokenSteps { get; init; }

    /// <summary>Share of the other clients' prompts that a prompt meets by chance.</summary>
    public double Burst { get; init; }

    /// <summary>Share of the steady state's wait for a slot that a run of several rounds sees.</summary>
    public double SlotWait { get; init; }

    /// <summary>Network of one GPU to other servers, as far as it is reached, bytes per second.</summary>
    public double NetworkBytesPerSecond { get; init; }

    /// <summary>The link of one GPU over which prompts' cache comes from GPUs that computed it, as far as it is reached, bytes per second.</summary>
    public double CacheLinkBytesPerSecond { get; init; }

    /// <summary>Latency of one message to another server.</summary>
    public double NetworkSeconds { get; init; }

    /// <summary>Times of all-reduces over the plan's ranks; null with one rank.</summary>
    public AllReduceTimes? AllReduce { get; init; }
}
