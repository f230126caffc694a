using Sizing.Planning.Warnings;

namespace Sizing.Planning;

/// <summary>What the reader of deployments should know.</summary>
internal static class PlanWarnings
{
    internal static IReadOnlyList<string> Of(Deployments found)
    {
        var have = found.Question.Constraints.Have;
        var mixed = HardwareWarnings.OfMixture(have) is { } mixture ? [mixture] : Array.Empty<string>();
        return found.Plans is [var best, ..]
            ? [.. mixed, .. ServingWarnings.Of(best.Estimate, best.Serving.System)]
            : [.. mixed, .. have.SelectMany(group => HardwareWarnings.Of(group.Gpu)).Distinct()];
    }
}
