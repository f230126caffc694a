using Sizing.Planning;

namespace Sizing;

/// <summary>
/// What shall serve a model under some traffic: the question that <see cref="Plan()"/> answers from the whole catalog.
/// A null setting is not asked for, or the engine's default.
/// </summary>
/// <param name="Model">The model.</param>
public sealed record ServingQuestion(ModelSpec Model)
{
    /// <summary>Tokens of a prompt.</summary>
    public int? Input { get; init; }

    /// <summary>Tokens of an answer.</summary>
    public int? Output { get; init; }

    /// <summary>Tokens of the longest sequence; by default <see cref="Input"/> and <see cref="Output"/>, else the model's own limit.</summary>
    public int? Context { get; init; }

    /// <summary>Requests per second that arrive at random; null when <see cref="Concurrency"/> clients each wait for their answers.</summary>
    public double? Rate { get; init; }

    /// <summary>Sequences in flight at a time, all of which must fit at their longest.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The longest time to first token that is wanted, in seconds.</summary>
    public double? TargetFirstTokenSeconds { get; init; }

    /// <summary>The longest time per output token that is wanted, in seconds.</summary>
    public double? TargetPerTokenSeconds { get; init; }

    /// <summary>Share of the prompt, 0 to 1, that prefix caching keeps once for all sequences.</summary>
    public double PrefixHit { get; init; }

    /// <summary>The engine; by default the newest known vLLM.</summary>
    public ServingEngine? Engine { get; init; }

    /// <summary>What limits hardware and precision.</summary>
    public PlanConstraints Constraints { get; init; } = new();

    /// <summary>What hardware costs, where the catalog's prices are not wanted.</summary>
    public ServingPrices Prices { get; init; } = new();

    /// <summary>What ranks first costs least: in rent, or to buy.</summary>
    public CostBasis Cost { get; init; } = CostBasis.Rent;

    /// <summary>What the cost of a deployment is: the price where there is a budget to buy, else as asked.</summary>
    public CostBasis Basis => Constraints.PurchaseBudgetDollars is null ? Cost : CostBasis.Buy;

    internal ServingLoad Load => new()
    {
        RequestsPerSecond = Rate,
        TargetFirstTokenSeconds = TargetFirstTokenSeconds,
        TargetPerTokenSeconds = TargetPerTokenSeconds,
    };

    /// <summary>The same question of one deployment.</summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="plan">How the model is divided.</param>
    /// <param name="weights">How the weights are stored; null for the model's own format.</param>
    /// <param name="kvCache">The data type of the KV cache; null for that of the activations.</param>
    public Serving On(GpuSpec gpu, ServingPlan plan, WeightFormat? weights = null, DataType? kvCache = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(Model, gpu)
        {
            Plan = plan,
            Weights = weights,
            KvCache = kvCache,
            Input = Input,
            Output = Output,
            Context = Context,
            Concurrency = Concurrency,
            PrefixHit = PrefixHit,
            Engine = Engine,
            Load = Load,
            Prices = Prices,
            System = Constraints.Have.FirstOrDefault(group => group.Gpu == gpu)?.System,
        };
    }

    /// <summary>Searches GPUs, counts, plans, weight formats and KV data types for the deployments that meet everything asked for.</summary>
    /// <exception cref="SizingException">The question contradicts itself.</exception>
    public Deployments Plan() => Plan(Catalog.Gpus);

    /// <summary>The same among some GPUs.</summary>
    /// <param name="gpus">The GPUs; those at hand come before.</param>
    /// <exception cref="SizingException">The question contradicts itself.</exception>
    public Deployments Plan(IReadOnlyList<GpuSpec> gpus)
    {
        ArgumentNullException.ThrowIfNull(gpus);
        QuestionRules.Check(this);
        var (ranked, misses) = new ServingSearch(this, gpus).Run();
        return DeploymentRows.Of(this, ranked, misses);
    }

    /// <summary>The deployments that no other beats in cost, latency and headroom at once, the cheapest first; only GPUs with a price take part.</summary>
    /// <exception cref="SizingException">The question contradicts itself.</exception>
    public Deployments Pareto()
    {
        QuestionRules.Check(this);
        var front = ParetoFront.Of(new ServingSearch(this, Catalog.Gpus).All());
        return front.Count == 0 ? Plan() : DeploymentRows.Of(this, front, []);
    }
}
