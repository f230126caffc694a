using Sizing.Planning.Runs;

namespace Sizing;

/// <summary>What shall train a model, by when and for how much: the question that <see cref="Plan()"/> answers from the whole catalog.</summary>
/// <param name="Model">The model.</param>
public sealed record TrainingQuestion(ModelSpec Model)
{
    /// <summary>Tokens to train on.</summary>
    public required double Tokens { get; init; }

    /// <summary>s: tokens of a sequence.</summary>
    public int Sequence { get; init; } = 4096;

    /// <summary>Sequences of an optimizer step over all GPUs.</summary>
    public int GlobalBatch { get; init; } = 128;

    /// <summary>Methods that are allowed, the most wanted first; the first that has a plan is answered with.</summary>
    public IReadOnlyList<TrainingMethod> Methods { get; init; } = [TrainingMethod.Full, TrainingMethod.Lora, TrainingMethod.Qlora];

    /// <summary>r: rank of adapters.</summary>
    public int AdapterRank { get; init; } = 16;

    /// <summary>Whether matrices may be multiplied in FP8 where the GPU has it; weights, states and the head stay as they are.</summary>
    public bool AllowFp8 { get; init; }

    /// <summary>Whether optimizer states may be in host memory.</summary>
    public bool AllowOffload { get; init; }

    /// <summary>The longest time that is allowed, in seconds, or null.</summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>Most US dollars of rent for the whole run, or null.</summary>
    public double? BudgetDollars { get; init; }

    /// <summary>What limits the hardware; what it says of serving formats is not looked at.</summary>
    public PlanConstraints Constraints { get; init; } = new();

    /// <summary>What hardware costs, where the catalog's prices are not wanted.</summary>
    public ServingPrices Prices { get; init; } = new();

    /// <summary>Searches GPUs, counts, divisions, micro-batches, recomputation and methods for the runs that meet everything asked for.</summary>
    /// <exception cref="SizingException">The question contradicts itself.</exception>
    public TrainingDeployments Plan() => Plan(Catalog.Gpus);

    /// <summary>The same among some GPUs.</summary>
    /// <param name="gpus">The GPUs; those at hand come before.</param>
    /// <exception cref="SizingException">The question contradicts itself.</exception>
    public TrainingDeployments Plan(IReadOnlyList<GpuSpec> gpus)
    {
        ArgumentNullException.ThrowIfNull(gpus);
        Check();
        return new RunSearch(this, gpus).Find();
    }

    private void Check()
    {
        Positive(Tokens, "The tokens");
        Positive(Sequence, "The sequence");
        Positive(GlobalBatch, "The global batch");
        Positive(AdapterRank, "The rank of the adapters");
        Positive(DeadlineSeconds, "The deadline");
        Positive(BudgetDollars, "The budget");
        Positive(Constraints.MaxPowerWatts, "The power");
        Positive(Constraints.MaxGpus, "The number of GPUs");
        if (AdapterRank > Model.HiddenSize)
            throw new SizingException($"Adapters of rank {AdapterRank:N0} are larger than the {Model.HiddenSize:N0} dimensions of {Model.Name}; give a rank below.");
        if (Methods.Count == 0)
            throw new SizingException("No method is allowed; name full, lora or qlora.");
        if (Model.Head is null)
            throw new SizingException($"{Model.Name} has no output head; the planner trains models that generate text.");
    }

    private static void Positive(double? value, string what)
    {
        if (value is { } given && !(given > 0 && double.IsFinite(given)))
            throw new SizingException($"{what} must be a positive number; {given} was given.");
    }
}
