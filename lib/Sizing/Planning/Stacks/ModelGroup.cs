using Sizing.Planning.Stacks;

namespace Sizing;

/// <summary>Several models on one machine, such as the chat model, embedder and reranker of a RAG stack.</summary>
public sealed record ModelGroup
{
    /// <summary>The GPU.</summary>
    public required GpuSpec Gpu { get; init; }

    /// <summary>How many of it.</summary>
    public required int Gpus { get; init; }

    /// <summary>The models, in the order in which they were given; the first has what the others leave.</summary>
    public required IReadOnlyList<StackPlace> Places { get; init; }

    /// <summary>One sentence that names the model that does not fit, or null.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether all fit.</summary>
    public bool Fits => WhyNot is null;

    /// <summary>
    /// Places models on a machine: the others each on the GPU with most room, with the share of memory that holds them and their sequences; the first
    /// over all GPUs with what is left of them, or over those alone that the others leave free, whichever holds more sequences.
    /// </summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="gpus">How many of it.</param>
    /// <param name="servings">
    /// The models with context and concurrency; plan, share and GPU are decided here. Weights that are stored in FP32 are loaded in 16 bits, as the
    /// start line says.
    /// </param>
    /// <exception cref="SizingException">There is no model, or a serving contradicts itself.</exception>
    public static ModelGroup Of(GpuSpec gpu, int gpus, params IReadOnlyList<Serving> servings)
    {
        ArgumentNullException.ThrowIfNull(servings);
        if (servings.Count == 0 || gpus < 1)
            throw new SizingException("A stack needs a model and a GPU.");
        servings = [.. servings.Select(serving => serving.Weights is null && serving.Model.StoredType == DataType.Fp32
            ? serving with { Weights = gpu.Supports(DataType.Bf16) ? WeightFormat.Bf16 : WeightFormat.Fp16 }
            : serving)];
        var shared = Placed(gpu, gpus, Enumerable.Range(0, gpus), servings);
        if (gpus == 1 || servings.Count == 1)
            return shared;
        var apart = Enumerable.Range(1, gpus - 1).Select(own => Placed(gpu, gpus, Enumerable.Range(own, gpus - own), servings)).Append(shared);
        return apart.OrderByDescending(stack => stack.Fits).ThenByDescending(stack => stack.Places.Count == 0 ? 0 : stack.Places[0].Estimate.MaxConcurrency).First();
    }

    /// <summary>The stack with the companions on some of the GPUs.</summary>
    private static ModelGroup Placed(GpuSpec gpu, int gpus, IEnumerable<int> forOthers, IReadOnlyList<Serving> servings)
    {
        var whole = (servings[0] with { Gpu = gpu, Gpus = 1, Plan = null, Utilization = null }).Estimate().Setup.Utilization.Value.Value;
        var taken = new double[gpus];
        List<StackPlace> others = [];
        foreach (var serving in servings.Skip(1))
        {
            var alone = (serving with { Gpu = gpu, Gpus = 1, Plan = null }).Estimate();
            var share = StackShares.Holding(new(alone.Memory.Value.Whole), alone.Usable);
            var device = forOthers.MinBy(index => taken[index]);
            if (taken[device] + share > whole)
                return new() { Gpu = gpu, Gpus = gpus, Places = [], WhyNot = $"{serving.Model.Name} finds no GPU with {100 * share:0} % of its memory free." };
            taken[device] += share;
            others.Add(new((serving with { Gpu = gpu, Gpus = 1, Plan = null, Utilization = share }).Estimate(), [device]));
        }

        int[] devices = forOthers.First() == 0 ? [.. Enumerable.Range(0, gpus)] : [.. Enumerable.Range(0, forOthers.First())];
        var left = StackShares.Left(whole, devices.Max(index => taken[index]));
        if (left <= 0)
            return new() { Gpu = gpu, Gpus = gpus, Places = [], WhyNot = $"Nothing is left for {servings[0].Model.Name}." };
        var first = (servings[0] with { Gpu = gpu, Gpus = devices.Length, Plan = null, Utilization = left }).Estimate();
        return new()
        {
            Gpu = gpu,
            Gpus = gpus,
            Places = [new(first, devices), .. others],
            WhyNot = first.Fits ? null : $"{servings[0].Model.Name} does not fit in the {100 * left:0} % that the others leave: {first.WhyNot}",
        };
    }
}
