namespace Sizing.Models;

/// <summary>
/// One weight tensor of a model: what it is, its shape, and how parallelism divides it.
/// The routed experts of a layer are one entry with <see cref="Copies"/> set.
/// </summary>
public sealed record Tensor
{
    /// <summary>Name inside its layer, or of the model's own tensor: <c>self_attn.q_proj.weight</c>.</summary>
    public required string LocalName { get; init; }

    /// <summary>What the tensor does.</summary>
    public required TensorRole Role { get; init; }

    /// <summary>The part of the model it is counted in.</summary>
    public required ModelPart Part { get; init; }

    /// <summary>Outputs of a matrix, or the length of a vector.</summary>
    public required long Rows { get; init; }

    /// <summary>Inputs of a matrix; 1 for a vector.</summary>
    public long Columns { get; init; } = 1;

    /// <summary>Equal tensors that this entry stands for: the number of routed experts, else 1.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Copies that one token uses: the experts per token, else 1.</summary>
    public int ActiveCopies { get; init; } = 1;

    /// <summary>Index of the layer, or null outside the layers.</summary>
    public int? Layer { get; init; }

    /// <summary>How tensor parallelism divides it.</summary>
    public Sharding Sharding { get; init; }

    /// <summary>Rows that belong to key and value heads; 0 when none do.</summary>
    public long KeyValueRows { get; init; }

    /// <summary>Key-value heads among the rows; 0 when none are.</summary>
    public int KeyValueHeads { get; init; }

    /// <summary>Whether the tensor has one dimension: norms and biases.</summary>
    public bool IsVector => Columns == 1;

    /// <summary>Whether the entry stands for routed experts, which expert parallelism divides; so it does where one of them is left on a rank.</summary>
    public bool IsRoutedExpert { get; init; }

    /// <summary>Name as Hugging Face checkpoints spell it in most families: <c>model.layers.3.self_attn.q_proj.weight</c>.</summary>
    public string Name => Layer is { } layer && Part is not ModelPart.Vision ? $"model.layers.{layer}.{LocalName}" : LocalName;

    /// <summary>Elements of one copy.</summary>
    public long ElementsPerCopy => Rows * Columns;

    /// <summary>Elements of all copies.</summary>
    public long Elements => ElementsPerCopy * Copies;

    /// <summary>Elements that one token uses.</summary>
    public long ActiveElements => ElementsPerCopy * ActiveCopies;

    /// <summary>
    /// The share of the most loaded rank. Tensor parallelism divides rows or columns, rounded up; key-value heads are whole and are
    /// replicated when ranks exceed them. Expert parallelism divides the copies instead, and the experts' own shape stays whole.
    /// </summary>
    /// <param name="tensorParallel">Tensor-parallel ranks.</param>
    /// <param name="expertParallel">Expert-parallel ranks.</param>
    public Tensor OnRank(int tensorParallel, int expertParallel = 1)
    {
        if (IsRoutedExpert && expertParallel > 1)
            return this with { Copies = (int)Divide(Copies, expertParallel) };
        return Sharding switch
        {
            Sharding.Replicated => this,
            Sharding.ByInput => this with { Columns = Divide(Columns, tensorParallel) },
            Sharding.ByVocabulary => this with { Rows = Divide(Rows, tensorParallel) },
            Sharding.ByOutput => this with { Rows = Divide(Rows - KeyValueRows, tensorParallel) + KeyValueRowsOnRank(tensorParallel) },
        };
    }

    private long KeyValueRowsOnRank(int tensorParallel) =>
        KeyValueHeads == 0 ? 0 : KeyValueRows / KeyValueHeads * Divide(KeyValueHeads, tensorParallel);

    private static long Divide(long amount, int ranks)
    {
        var (share, rest) = Math.DivRem(amount, ranks);
        return rest > 0 ? share + 1 : share;
    }
}
