namespace Sizing.Training;

/// <summary>How options, texts and pages spell the settings of a training run.</summary>
public static class TrainingNames
{
    /// <summary>The rank of adapters and projections where none is given.</summary>
    public const int DefaultRank = 16;

    /// <summary>The adapted modules where none are given.</summary>
    public const string DefaultTargets = "all-linear";

    private const string Quantized = "qlora";
    private const string Prompt = "adapter";
    private const string PromptAndScale = "adapter-v2";

    /// <summary>The compute schemes.</summary>
    public static NamedValues<TrainingPrecision> Precisions { get; } = new(
        "precision", ("fp32", TrainingPrecision.Fp32), ("bf16-mixed", TrainingPrecision.Bf16Mixed), ("fp16-mixed", TrainingPrecision.Fp16Mixed),
        ("bf16", TrainingPrecision.Bf16), ("fp8", TrainingPrecision.Fp8));

    /// <summary>What the forward pass keeps.</summary>
    public static NamedValues<Recompute> Recomputes { get; } =
        new("recomputation", ("none", Recompute.None), ("selective", Recompute.Selective), ("full", Recompute.Full));

    /// <summary>How attention is computed.</summary>
    public static NamedValues<AttentionKernel> Attentions { get; } =
        new("attention", ("flash", AttentionKernel.Flash), ("sdpa", AttentionKernel.Sdpa), ("eager", AttentionKernel.Eager));

    /// <summary>What data-parallel ranks divide, by ZeRO stage.</summary>
    public static NamedValues<StateSharding> ZeroStages { get; } = new(
        "ZeRO stage", ("0", StateSharding.None), ("1", StateSharding.Optimizer), ("2", StateSharding.Gradients), ("3", StateSharding.Weights));

    /// <summary>The methods: all weights, or an adapter.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["full", "lora", "rslora", "dora", Quantized, Prompt, PromptAndScale];

    /// <summary>Whether a method trains an adapter beside frozen weights.</summary>
    /// <exception cref="SizingException">No method bears the name.</exception>
    public static bool IsAdapter(string method) => Methods.Contains(method)
        ? method != "full"
        : throw new SizingException($"The method '{method}' is unknown; known: {string.Join(", ", Methods)}.");

    /// <summary>The adapter of a method, or null.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rank">Rank of the factors.</param>
    /// <param name="targets">Adapted modules, joined by commas or plus signs.</param>
    /// <exception cref="SizingException">No method bears the name.</exception>
    public static Adapter? AdapterOf(string method, int rank, string targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return IsAdapter(method)
            ? new(rank)
            {
                Targets = method is Prompt or PromptAndScale ? [] : targets.Split([',', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Kind = KindOf(method),
            }
            : null;
    }

    private static AdapterKind KindOf(string method) => method switch
    {
        "dora" => AdapterKind.Dora,
        "rslora" => AdapterKind.RankStabilized,
        Prompt => AdapterKind.Prompt,
        PromptAndScale => AdapterKind.PromptAndScale,
        _ => AdapterKind.Lora,
    };

    /// <summary>The rank where none is given, or tokens of a prompt.</summary>
    public static int RankOf(string method) => method is Prompt or PromptAndScale ? PromptAdapter.DefaultTokens : DefaultRank;

    /// <summary>The storage of frozen weights where none is given: NF4 under QLoRA, BF16 under other adapters.</summary>
    public static WeightFormat? BaseOf(string method) =>
        method == Quantized ? WeightFormat.Nf4DoubleQuantized : IsAdapter(method) ? WeightFormat.Bf16 : null;

    /// <summary>The compute scheme where none is given: BF16 under adapters, mixed precision else.</summary>
    public static TrainingPrecision PrecisionOf(string method) => IsAdapter(method) ? TrainingPrecision.Bf16 : TrainingPrecision.Bf16Mixed;

    /// <summary>What ranks divide where nothing is said: everything.</summary>
    public static StateSharding ShardingOf(int dataRanks) => dataRanks > 1 ? StateSharding.Weights : StateSharding.None;

    /// <summary>The method of a run.</summary>
    public static string MethodOf(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Adapter is not { } adapter)
            return "full";
        return adapter.Kind switch
        {
            AdapterKind.Dora => "dora",
            AdapterKind.RankStabilized => "rslora",
            AdapterKind.Prompt => Prompt,
            AdapterKind.PromptAndScale => PromptAndScale,
            AdapterKind.Lora => run.Base == WeightFormat.Nf4DoubleQuantized ? Quantized : "lora",
        };
    }
}
