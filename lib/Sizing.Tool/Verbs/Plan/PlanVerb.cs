using System.CommandLine;

namespace Sizing.Tool.Verbs.Plan;

/// <summary><c>plan</c>: which GPUs, how many, divided how.</summary>
internal static class PlanVerb
{
    internal static Command Create() => new("plan", "Ranks deployments that meet what is asked; where none does, says what would help.") { PlanInferVerb.Create(), PlanTrainVerb.Create(), PlanStackVerb.Create() };

    /// <summary>How many are printed: all for 0.</summary>
    /// <exception cref="SizingException">The number is negative.</exception>
    internal static int Shown(int top) => top switch
    {
        < 0 => throw new SizingException($"--top {top} prints nothing; give a number, or 0 for all."),
        0 => int.MaxValue,
        _ => top,
    };
}
