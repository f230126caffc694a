namespace Sizing;

/// <summary>Kinds of low-rank adapters.</summary>
public enum AdapterKind
{
    /// <summary>Two factors beside a frozen matrix.</summary>
    Lora,

    /// <summary>The same factors, scaled by 1/√r: no further parameters.</summary>
    RankStabilized,

    /// <summary>The factors and a trained magnitude per output.</summary>
    Dora,
}
