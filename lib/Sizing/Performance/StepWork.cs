namespace Sizing.Performance;

/// <summary>
/// What a step asks of the most loaded GPU, for one model, format, plan and shape of request: plain numbers, so that a planner computes
/// step times without allocating. <see cref="StepWorks"/> makes it.
/// </summary>
public readonly record struct StepWork
{
    /// <summary>Bytes that every step reads: all weights but routed experts and the looked-up embedding.</summary>
    public double CommonBytes { get; init; }

    /// <summary>Bytes of the routed experts that the GPU holds.</summary>
    public double ExpertBytes { get; init; }

    /// <summary>E: routed experts of a layer; 0 without a mixture of experts.</summary>
    public int Experts { get; init; }

    /// <summary>k: routed experts of one token.</summary>
    public int ExpertsPerToken { get; init; }

    /// <summary>Operations of one token of the replica's own sequences in matrices outside routed experts, on one GPU.</summary>
    public double CommonFlops { get; init; }

    /// <summary>Operations of one token of any replica's sequences in routed experts, on one GPU.</summary>
    public double ExpertFlops { get; init; }

    /// <summary>Bytes of cache and state of one sequence, read at each of its steps, at the mean context, on one GPU.</summary>
    public double CacheBytes { get; init; }

    /// <summary>V: logits of a sequence that a sampler sorts at each step; 0 where the likeliest token is taken.</summary>
    public double SampledLogits { get; init; }

    /// <summary>Seconds of each step that GPUs wait for a busy host.</summary>
    public double HostSeconds { get; init; }

    /// <summary>Operations of the attention of one prompt, on one GPU.</summary>
    public double PromptAttentionFlops { get; init; }

    /// <summary>Layers of a mixer and a feed-forward network each, over all pipeline stages; one that is only one of them counts half.</summary>
    public double Layers { get; init; }

    /// <summary>Layers with routed experts.</summary>
    public int ExpertLayers { get; init; }

    /// <summary>Layers whose mixer keeps a state instead of a cache: Mamba, gated delta networks, lightning attention.</summary>
    public int RecurrentLayers { get; init; }

    /// <summary>Layers with latent attention.</summary>
    public int LatentLayers { get; init; }

    /// <summary>Layers with a sparse indexer.</summary>
    public int IndexerLayers { get; init; }

    /// <summary>Layers whose weights have block scales that activations must be quantized for.</summary>
    public int BlockScaledLayers { get; init; }

    /// <summary>Bytes of one token in an exchange between GPUs: its hidden state.</summary>
    public double MessageBytes { get; init; }

    /// <summary>GPUs that exchange hidden states in every layer.</summary>
    public int Ranks { get; init; }

    /// <summary>Replicas of the attention, each with its own sequences; their tokens meet at the experts.</summary>
    public int AttentionReplicas { get; init; }

    /// <summary>Whether the replicas of the attention pad their tokens to those of the fullest one.</summary>
    public bool PadsReplicas { get; init; }

    /// <summary>I: tokens of a prompt that are computed, those of a shared prefix left out.</summary>
    public double Prompt { get; init; }

    /// <summary>Tokens of a prompt, those of a shared prefix included.</summary>
    public double Text { get; init; }

    /// <summary>Most prompt tokens of a step that are replayed from CUDA graphs; null for the engine's default.</summary>
    public double? CapturedTokens { get; init; }

    /// <summary>Share of the other clients' prompts that a prompt waits for because all clients started at once; 0 in the steady state.</summary>
    public double StartShare { get; init; }

    /// <summary>R: requests of each client that all arrive at once; 0 where a client asks again when it is answered.</summary>
    public double QueuedRounds { get; init; }

    /// <summary>Steps that the engine holds a prompt back.</summary>
    public double HeldSteps { get; init; }

    /// <summary>Decoding steps after which the engine looks for new requests.</summary>
    public double PollSteps { get; init; }

    /// <summary>Chunks that a prompt is computed in.</summary>
    public double PromptChunks { get; init; }

    /// <summary>O: tokens of an answer.</summary>
    public double Answer { get; init; }

    /// <summary>x: times that a hidden state goes to another server on its way through the stages.</summary>
    public double Crossings { get; init; }

    /// <summary>Replicas that compute prompts, for each that decodes; 0 where each does both.</summary>
    public double PrefillShare { get; init; }

    /// <summary>Bytes of a prompt's cache and state that a GPU receives from the GPUs that computed it; 0 where it computes the prompt itself.</summary>
    public double SentBytes { get; init; }

    /// <summary>Pipeline stages, each of which works on its share of the sequences.</summary>
    public int Stages { get; init; }

    /// <summary>Tokens that a sequence puts through a step: 1, and the drafted ones with speculative decoding.</summary>
    public double TokensPerStep { get; init; }

    /// <summary>Tokens that a step yields for a sequence: 1, and the drafted ones that are accepted.</summary>
    public double Yield { get; init; }

    /// <summary>Replicas that compute the prompts of one that decodes: itself, or its share of others.</summary>
    internal double PrefillReplicas => PrefillShare > 0 ? PrefillShare : 1;

    /// <summary>Prompts that the fullest replica of the attention carries in a step, none where others compute them; all alike where the engine holds prompts back until each has one.</summary>
    /// <param name="stage">Sequences of a replica that one stage works on.</param>
    public double FullestPrompts(double stage) => PrefillShare > 0 ? 0 : HeldSteps > 0 ? stage / Answer : AttentionRanks.FullestPrompts(stage / Answer, AttentionReplicas);

    /// <summary>Prompts that meet at the experts for each one of the fullest replica: as many as there are replicas where all are padded to it.</summary>
    /// <param name="stage">Sequences of a replica that one stage works on.</param>
    public double PromptsMet(double stage) =>
        PadsReplicas || AttentionReplicas == 1 || FullestPrompts(stage) == 0 ? AttentionReplicas : AttentionReplicas * stage / Answer / FullestPrompts(stage);

    /// <summary>Sequences that one pipeline stage works on at a time: its share of the replica's, and never less than one that there is.</summary>
    /// <param name="sequences">Sequences of the replica.</param>
    public double SequencesOfStage(double sequences) => Math.Max(Math.Min(1, sequences), sequences / Stages);
}
