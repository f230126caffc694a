using Sizing.Explain;
using Sizing.Models;
using Sizing.Training;

namespace Sizing;

/// <summary>A low-rank adapter: which matrices get one, and how large it is.</summary>
/// <param name="Rank">r: rank of the factors.</param>
public sealed record Adapter(int Rank)
{
    /// <summary>Adapted modules by name, as <c>--lora-targets</c> takes them: <c>q_proj</c>, <c>mlp</c>, <c>all-linear</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["q_proj", "v_proj"];

    /// <summary>The kind of adapter.</summary>
    public AdapterKind Kind { get; init; }

    /// <summary>Storage of the adapter, or null for the framework's choice.</summary>
    public DataType? Storage { get; init; }

    /// <summary>Whether inputs are dropped out, which keeps a mask and a dropped copy per adapted input.</summary>
    public bool Dropout { get; init; }

    /// <summary>Parameters of an adapter beside one matrix.</summary>
    /// <param name="rank">r: rank.</param>
    /// <param name="inputs">in: inputs of the matrix.</param>
    /// <param name="outputs">out: outputs of the matrix.</param>
    [Formula("r · (in + out)")]
    [Source("LoRA, arXiv:2106.09685", "§4.1")]
    public static long ParametersOf(long rank, long inputs, long outputs) => rank * (inputs + outputs);

    /// <summary>Trainable parameters beside one tensor of the model, all its copies; 0 when it is no target.</summary>
    public long ParametersFor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return AdapterTargets.OutputsOf(tensor, Targets).Sum(outputs =>
            ParametersOf(Rank, tensor.Columns, outputs) + (Kind is AdapterKind.Dora ? outputs : 0)) * tensor.Copies;
    }
}
