using Sizing.Training.Optimizers;

namespace Sizing;

/// <summary>An optimizer, as far as memory sees it: what it keeps per tensor, and when it updates.</summary>
public sealed record Optimizer
{
    private Optimizer(string name, StateRule rule, params string[] aliases)
    {
        Name = name;
        Rule = rule;
        Aliases = aliases;
    }

    /// <summary>Adam with decoupled weight decay: two moments.</summary>
    public static Optimizer AdamW { get; } = new("adamw", new PerElement(2), "adam");

    /// <summary>Stochastic gradient descent without momentum: nothing.</summary>
    public static Optimizer Sgd { get; } = new("sgd", new PerElement(0));

    /// <summary>Stochastic gradient descent with momentum: one buffer.</summary>
    public static Optimizer SgdMomentum { get; } = new("sgd-momentum", new PerElement(1));

    /// <summary>LAMB: the moments of Adam.</summary>
    public static Optimizer Lamb { get; } = new("lamb", new PerElement(2));

    /// <summary>Adagrad: one sum of squares.</summary>
    public static Optimizer Adagrad { get; } = new("adagrad", new PerElement(1));

    /// <summary>RMSProp without centring or momentum: one mean of squares.</summary>
    public static Optimizer RmsProp { get; } = new("rmsprop", new PerElement(1));

    /// <summary>Lion: one momentum.</summary>
    public static Optimizer Lion { get; } = new("lion", new PerElement(1));

    /// <summary>AdEMAMix: Adam with a second, slow momentum.</summary>
    public static Optimizer AdEmaMix { get; } = new("ademamix", new PerElement(3));

    /// <summary>Adafactor without a first moment: row and column statistics of matrices.</summary>
    public static Optimizer Adafactor { get; } = new("adafactor", new Factored()) { IsForeach = false };

    /// <summary>Muon: one momentum for hidden matrices, Adam for the rest.</summary>
    public static Optimizer Muon { get; } = new("muon", new HiddenMomentum());

    /// <summary>AdamW with 8-bit moments in blocks (bitsandbytes); tensors below 4096 elements keep FP32.</summary>
    public static Optimizer AdamW8Bit { get; } = new("adamw-8bit", new BlockQuantized(2), "adam-8bit") { IsForeach = false };

    /// <summary>AdamW in unified memory, which may leave the GPU under pressure (bitsandbytes).</summary>
    public static Optimizer PagedAdamW { get; } = new("paged-adamw", new PerElement(2), "adam-paged") { IsPaged = true, IsForeach = false };

    /// <summary>8-bit AdamW in unified memory.</summary>
    public static Optimizer PagedAdamW8Bit { get; } = new("paged-adamw-8bit", new BlockQuantized(2)) { IsPaged = true, IsForeach = false };

    /// <summary>LOMO: no state, every gradient is used and dropped inside the backward pass.</summary>
    public static Optimizer Lomo { get; } = new("lomo", new PerElement(0)) { UpdatesInBackward = true, IsForeach = false };

    /// <summary>AdaLomo: LOMO with factored second moments.</summary>
    public static Optimizer AdaLomo { get; } = new("adalomo", new Factored()) { UpdatesInBackward = true, IsForeach = false };

    /// <summary>Every optimizer that needs no rank.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
    [
        AdamW, Sgd, SgdMomentum, Lamb, Adagrad, RmsProp, Lion, AdEmaMix, Adafactor, Muon,
        AdamW8Bit, PagedAdamW, PagedAdamW8Bit, Lomo, AdaLomo,
    ];

    /// <summary>The name that people type: <c>adamw-8bit</c>.</summary>
    public string Name { get; }

    /// <summary>Other spellings that <see cref="Parse"/> accepts.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>Whether states are in unified memory, which the driver may move to the host.</summary>
    public bool IsPaged { get; init; }

    /// <summary>Whether each gradient is applied and freed inside the backward pass; it excludes accumulation and global clipping.</summary>
    public bool UpdatesInBackward { get; init; }

    /// <summary>Whether PyTorch's foreach form exists, which holds temporaries of the size of the trained weights.</summary>
    public bool IsForeach { get; init; } = true;

    /// <summary>Rank of the projection, for GaLore and APOLLO; null for the others.</summary>
    public int? Rank => (Rule as Projected)?.Rank;

    /// <summary>The bytes it keeps per tensor.</summary>
    internal StateRule Rule { get; }

    /// <summary>GaLore: projected moments and a projector for layer matrices, Adam for the rest.</summary>
    /// <param name="rank">r: rank of the projection.</param>
    public static Optimizer GaLore(int rank) => new("galore-adamw", new Projected(rank, keepsProjector: true, new PerElement(2))) { IsForeach = false };

    /// <summary>GaLore with 8-bit moments.</summary>
    /// <param name="rank">r: rank of the projection.</param>
    public static Optimizer GaLore8Bit(int rank) => new("galore-adamw-8bit", new Projected(rank, keepsProjector: true, new BlockQuantized(2))) { IsForeach = false };

    /// <summary>APOLLO: projected moments, the projection drawn anew from a seed; rank 1 is APOLLO-Mini.</summary>
    /// <param name="rank">r: rank of the projection.</param>
    public static Optimizer Apollo(int rank) => new("apollo", new Projected(rank, keepsProjector: false, new PerElement(2))) { IsForeach = false };

    /// <summary>Returns the optimizer of that name or alias.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <param name="rank">Rank of the projection, for GaLore and APOLLO.</param>
    /// <exception cref="SizingException">No optimizer bears the name, or it needs a rank.</exception>
    public static Optimizer Parse(string name, int? rank = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var wanted = name.Trim().ToUpperInvariant();
        if (wanted is "GALORE" or "GALORE-ADAMW" or "GALORE-ADAMW-8BIT" or "GALORE-8BIT" or "APOLLO")
        {
            var r = rank ?? throw new SizingException($"Optimizer '{name}' needs the rank of its projection.");
            return wanted is "APOLLO" ? Apollo(r) : wanted.EndsWith("8BIT", StringComparison.Ordinal) ? GaLore8Bit(r) : GaLore(r);
        }

        return All.FirstOrDefault(optimizer => optimizer.Aliases.Append(optimizer.Name)
                .Any(known => string.Equals(known, wanted, StringComparison.OrdinalIgnoreCase)))
            ?? throw new SizingException($"Optimizer '{name}' is unknown; known: {string.Join(", ", All.Select(optimizer => optimizer.Name))}, galore-adamw, galore-adamw-8bit, apollo.");
    }

    /// <summary>Bytes of state that the optimizer keeps for one tensor.</summary>
    /// <param name="shape">The tensor on its rank, not yet divided over data-parallel ranks.</param>
    /// <param name="states">Data type of unquantized states.</param>
    public Bytes StateOf(StateShape shape, DataType states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return Rule.BytesOf(shape, states);
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
