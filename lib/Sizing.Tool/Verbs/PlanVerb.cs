using System.CommandLine;

namespace Sizing.Tool.Verbs;

/// <summary><c>plan</c>: which GPUs, how many, divided how.</summary>
internal static class PlanVerb
{
    internal static Command Create() => new("plan", "Ranks deployments that meet what is asked; where none does, says what would help.") { PlanInferVerb.Create(), PlanTrainVerb.Create(), PlanStackVerb.Create() };
}
