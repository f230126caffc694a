using Sizing.Inference;
using Sizing.Models;

namespace Sizing.Planning;

/// <summary>Every plan of one replica that an engine accepts, the smallest first.</summary>
internal static class ParallelPlans
{
    /// <summary>The most stages and the most ranks that divide experts which are looked at.</summary>
    private const int MostStages = 8;

    private const int MostExpertRanks = 64;

    /// <summary>
    /// Ranks within a server times pipeline stages, beyond one server in whole servers; for mixtures also whole experts on each rank, over one
    /// replica or over several whose attention is replicated.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="node">GPUs of a server; with one, nothing joins several.</param>
    /// <param name="most">Most GPUs.</param>
    internal static IReadOnlyList<ServingPlan> Of(ModelSpec model, int node, int most)
    {
        most = node == 1 ? 1 : most;
        var tensors = Enumerable.Range(1, Math.Min(node, most)).Where(ranks => PlanRules.Refusal(model, new(ranks)) is null).ToList();
        var dense = from tensor in tensors
                    from stages in Enumerable.Range(1, Math.Min(MostStages, model.Layers.Count))
                    where tensor * stages <= most && (tensor * stages <= node || tensor * stages % node == 0)
                    select new ServingPlan(tensor, stages);
        var mixture = model.Layers.Any(layer => layer.FeedForward is MixtureOfExperts);
        var expert = from tensor in mixture ? tensors : []
                     from data in Enumerable.Range(0, 7).Select(power => 1 << power)
                     let ranks = tensor * data
                     where ranks > 1 && ranks <= Math.Min(most, MostExpertRanks) && (ranks <= node || ranks % node == 0)
                     let plan = new ServingPlan(tensor, 1, data, ranks)
                     where PlanRules.Refusal(model, plan) is null
                     select plan;
        return [.. dense.Concat(expert).OrderBy(plan => plan.Gpus).ThenBy(plan => plan.Expert).ThenBy(plan => plan.Pipeline)];
    }
}
