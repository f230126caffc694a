using Sizing.Explain;
using Sizing.Training;

namespace Sizing;

/// <summary>An adapter: which matrices get one, and how large it is.</summary>
/// <param name="Rank">r: rank of the factors, or tokens of the prompts of LLaMA-Adapter.</param>
public sealed record Adapter(int Rank)
{
    /// <summary>Adapted modules by name; LLaMA-Adapter, which is beside all layers, has none. Spelled as <c>--lora-targets</c> takes them: <c>q_proj</c>, <c>mlp</c>, <c>all-linear</c>.</summary>
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

    /// <summary>Trained parameters beside a model.</summary>
    public long TrainedParameters(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Tensors().SelectMany(tensor => StateShapes.OfAdapter(this, model, tensor)).Sum(shape => shape.Elements);
    }

    /// <summary>Whether the adapter consists of prompts, and not of factors beside matrices.</summary>
    internal bool HasPrompts => Kind is AdapterKind.Prompt or AdapterKind.PromptAndScale;
}
