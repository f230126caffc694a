namespace Sizing.Performance;

/// <summary>What requests look like to the engine.</summary>
/// <param name="Input">I: tokens of a prompt.</param>
/// <param name="Output">O: tokens of an answer.</param>
public sealed record RequestShape(int Input, int Output)
{
    /// <summary>h: share of a prompt that is found in the prefix cache.</summary>
    public double PrefixHit { get; init; }

    /// <summary>g: tokens that a draft proposes at each step; 0 without speculative decoding.</summary>
    public int Drafted { get; init; }

    /// <summary>Whether tokens are drawn from the likeliest ones, which sorts the logits; the likeliest one is taken otherwise.</summary>
    public bool Sampled { get; init; }

    /// <summary>R: requests that each client sends when all of them start at once; 0 when clients never stop.</summary>
    public int Rounds { get; init; }

    /// <summary>Whether all requests of all rounds arrive at once.</summary>
    public bool AllAtOnce { get; init; }

    /// <summary>Steps that the engine holds a prompt back so that all attention ranks get one.</summary>
    public int HeldSteps { get; init; }

    /// <summary>Decoding steps after which the engine looks for new requests.</summary>
    public int PollSteps { get; init; } = 1;

    /// <summary>Most prompt tokens of a step that are replayed from CUDA graphs; null for the engine's default.</summary>
    public int? CapturedTokens { get; init; }

    /// <summary>Seconds of each step that GPUs wait for a busy host.</summary>
    public double HostSeconds { get; init; }

    /// <summary>a: chance that a drafted token is accepted, given that those before it were.</summary>
    public double Accepted { get; init; }
}
