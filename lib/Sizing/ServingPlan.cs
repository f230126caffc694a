namespace Sizing;

/// <summary>How a model is divided over GPUs.</summary>
/// <param name="Tensor">t: ranks that divide each matrix.</param>
/// <param name="Pipeline">p: stages that divide the layers.</param>
/// <param name="Data">Replicas of the attention and dense layers, each with its own requests.</param>
/// <param name="Expert">Ranks that divide the routed experts by whole experts; 1 when <paramref name="Tensor"/> divides each expert.</param>
public sealed record ServingPlan(int Tensor = 1, int Pipeline = 1, int Data = 1, int Expert = 1)
{
    /// <summary>The GPUs that the plan uses.</summary>
    public int Gpus => Tensor * Pipeline * Data;

    /// <summary>Returns the degrees as people write them: <c>TP2 PP1 DP1 EP1</c>.</summary>
    public override string ToString() => $"TP{Tensor} PP{Pipeline} DP{Data} EP{Expert}";
}
