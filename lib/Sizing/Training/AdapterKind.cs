namespace Sizing;

/// <summary>Kinds of adapters.</summary>
public enum AdapterKind
{
    /// <summary>Two factors beside a frozen matrix.</summary>
    Lora,

    /// <summary>The same factors, scaled by 1/√r: no further parameters.</summary>
    RankStabilized,

    /// <summary>The factors and a trained magnitude per output.</summary>
    Dora,

    /// <summary>LLaMA-Adapter: a trained prompt beside the attention of each layer but the first two, let in by a gate a head.</summary>
    Prompt,

    /// <summary>LLaMA-Adapter V2: the prompts, a bias and a scale for each output of each matrix, and the norms.</summary>
    PromptAndScale,
}
