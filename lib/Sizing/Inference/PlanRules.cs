using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Which plans an engine accepts for a model.</summary>
public static class PlanRules
{
    internal const int GpusOfServer = 8;

    /// <summary>One sentence that says why the engine refuses the plan, or null when it accepts it.</summary>
    public static string? Refusal(ModelSpec model, ServingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Tensor < 1 || plan.Pipeline < 1 || plan.Data < 1 || plan.Expert < 1 || plan.Context < 1)
            return "Every parallel degree must be at least 1.";
        if (plan.Pipeline > model.Layers.Count)
            return $"{plan.Pipeline} pipeline stages are more than the {model.Layers.Count} layers of {model.Name}.";
        return TensorDivision.Refusal(model, plan.Tensor) ?? ExpertRefusal(model, plan) ?? ContextParallel.Refusal(model, plan);
    }

    /// <summary>The plan of a serving: the given one, or layers over all GPUs in engines that split so, else tensor-parallel ranks within a server and pipeline stages beyond.</summary>
    internal static ServingPlan PlanOf(Serving serving)
    {
        var plan = serving.Plan ?? (serving.Engine is { Kind: EngineKind.LlamaCpp or EngineKind.Transformers }
            ? new(Pipeline: serving.Gpus ?? 1)
            : serving.Gpu.IsInstance ? new(Data: serving.Gpus ?? 1)
            : Default(serving.Model, serving.Gpus ?? 1));
        if (serving.Gpus is { } gpus && gpus != plan.Gpus)
            throw new SizingException($"The plan {plan} uses {plan.Gpus} GPU{(plan.Gpus == 1 ? "" : "s")}, but {gpus} were given; the product of its tensor, pipeline and data ranks is the number of GPUs.");
        if (serving.Gpu.IsInstance && plan.Tensor * plan.Pipeline * plan.Expert > 1)
            throw new SizingException($"Instances of a cut GPU do not reach each other, so that a replica is one {serving.Gpu.Name}; ask for replicas (DP) alone.");
        return Refusal(serving.Model, plan) is { } reason ? throw new SizingException(reason) : plan;
    }

    private static ServingPlan Default(ModelSpec model, int gpus)
    {
        var tensor = Enumerable.Range(1, Math.Min(gpus, GpusOfServer)).Reverse()
            .First(ranks => gpus % ranks == 0 && (ranks == 1 || Refusal(model, new(ranks)) is null));
        return new(tensor, gpus / tensor);
    }

    private static string? ExpertRefusal(ModelSpec model, ServingPlan plan)
    {
        if (plan.Expert == 1)
            return null;
        var mixtures = model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().Distinct().ToList();
        if (mixtures.Count == 0)
            return $"{model.Name} has no experts to divide over {plan.Expert} ranks.";
        if (plan.Expert != plan.Tensor * plan.Data)
            return $"Expert parallelism spans all tensor and data ranks: {plan.Tensor * plan.Data}, not {plan.Expert}.";
        return mixtures.Find(mixture => mixture.Experts % plan.Expert != 0) is { } uneven
            ? $"{plan.Expert} expert-parallel ranks do not divide the {uneven.Experts} experts."
            : null;
    }
}
