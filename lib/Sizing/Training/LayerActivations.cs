using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Training;

/// <summary>
/// What one layer keeps per token, tensor by tensor, derived from the shapes of its matrices: the inputs of matrices whose gradient (or whose
/// adapter's) needs them, what the attention core reads and returns, and what norms and activation functions read.
/// </summary>
/// <remarks>Each tensor is a term of formulas-training §2.3; switches of the framework decide whether its copy exists.</remarks>
public sealed class LayerActivations
{
    private const double Fp32Bytes = 4;
    private const double MaskBytes = 1;

    private readonly TrainingRun run;
    private readonly IReadOnlyList<Tensor> tensors;
    private readonly LayerSpec layer;
    private readonly double e;
    private readonly double hiddenShare;
    private readonly double hidden;
    private readonly double inputShare;
    private readonly TrainingFramework framework;

    /// <summary>The activations of a layer of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="tensors">Its tensors on the rank.</param>
    internal LayerActivations(TrainingRun run, LayerSpec layer, IReadOnlyList<Tensor> tensors)
    {
        this.run = run;
        this.layer = layer;
        this.tensors = tensors;
        framework = run.Framework;
        e = Recipe.Of(run).Compute.BytesPerBlock;
        hidden = run.Model.HiddenSize;
        hiddenShare = run.Plan is { SequenceParallel: true, Tensor: > 1 } ? hidden / run.Plan.Tensor : hidden;
        inputShare = framework.KeepsGatheredInputs ? hidden : hiddenShare;
    }

    /// <summary>Everything a layer keeps, in the order of the computation.</summary>
    public IReadOnlyList<SavedTensor> Tensors() =>
        [.. new[] { Norms(), Mixer(), FeedForward(), Adapters() }.SelectMany(part => part).Where(tensor => tensor.BytesPerToken > 0)];

    /// <summary>Bytes per token of the input of a layer, all that full recomputation keeps.</summary>
    /// <param name="hidden">h: hidden size on the rank.</param>
    /// <param name="bytes">e: bytes of the residual stream.</param>
    [Formula("e · h")]
    [Source("Korthikanti et al., arXiv:2205.05198", "§4.2.3; rows fms-*: 4 · h after prepare_model_for_kbit_training")]
    public static double Checkpoint(double hidden, double bytes) => bytes * hidden;

    /// <summary>The checkpoint of this layer.</summary>
    public double CheckpointBytes => Checkpoint(hiddenShare, run.Fp32Residual ? Fp32Bytes : e);

    /// <summary>Gradients that live at once inside the backward pass of the layer, per token.</summary>
    /// <remarks>
    /// The gradient of the layer's output, and of the three (two) inner tensors of its feed-forward block; of one expert with its mean share of
    /// tokens where experts compute one after another.
    /// </remarks>
    [Formula("e · (h + 3 · f)")]
    [Source("Hugging Face modelling code", "backward of down(act(gate) · up); row fms-023")]
    public double GradientBytes() => e * (hiddenShare + (IsGated ? 3 : 2) * InnerAtOnce);

    private double InnerAtOnce => framework.LoopsOverExperts ? Downs.Select(tensor => tensor.Columns * (double)tensor.ActiveCopies / tensor.Copies).DefaultIfEmpty().Max() : Inner;

    private bool IsGated => tensors.Any(tensor => tensor.Role is TensorRole.Gate or TensorRole.GateUp);

    private IEnumerable<Tensor> Downs => tensors.Where(tensor => tensor is { Role: TensorRole.Down, IsVector: false });

    private double Inner => Downs.Sum(tensor => (double)tensor.Columns * tensor.ActiveCopies);

    private bool HasNativeNorm => layer.Norm is NormKind.WeightAndBias;

    private bool NormCopies => framework.NormCopies && !run.Compiled && !HasNativeNorm;

    private bool Trains => run.Adapter is null;

    private bool Keeps(Tensor tensor) =>
        Trains || framework.KeepsFrozenInputs || (framework.KeepsNf4Inputs && IsNf4) || (!CastsAdapterInputs && run.Adapter is { } adapter && AdapterTargets.OutputsOf(tensor, adapter.Targets).Any());

    private bool IsNf4 => run.Base == WeightFormat.Nf4 || run.Base == WeightFormat.Nf4DoubleQuantized;

    /// <summary>FP32 adapters under 16-bit computation read casts of their own, and nothing needs the common input any more.</summary>
    private bool CastsAdapterInputs => (double)Recipe.AdapterStorage(run).BytesPerBlock > e;

    private double Rows(params IReadOnlyList<TensorRole> roles) =>
        tensors.Where(tensor => !tensor.IsVector && roles.Contains(tensor.Role)).Sum(tensor => (double)tensor.Rows * tensor.ActiveCopies);

    private int LayerNorms => tensors.Count(tensor => tensor is { Role: TensorRole.Norm, Part: ModelPart.Norms } && !IsBias(tensor));

    private IEnumerable<SavedTensor> Norms()
    {
        var norms = LayerNorms;
        yield return new("Norm inputs", norms * (NormCopies ? Fp32Bytes : e) * hiddenShare, SavedClass.Elementwise);
        if (NormCopies && Trains)
            yield return new("Normalised hidden states", norms * e * hiddenShare, SavedClass.Elementwise);
        if (run.Dropout)
            yield return new("Residual dropout masks", 2 * MaskBytes * hiddenShare, SavedClass.Elementwise);
    }

    private IEnumerable<SavedTensor> Mixer()
    {
        TensorRole[] inputs =
            [TensorRole.Query, TensorRole.Key, TensorRole.Value, TensorRole.QueryKeyValue, TensorRole.QueryDown, TensorRole.KeyValueDown, TensorRole.StateInput];
        if (tensors.Any(tensor => inputs.Contains(tensor.Role) && Keeps(tensor)))
            yield return new("Input of the token mixer", e * inputShare, SavedClass.Product);
        var queryKeys = QueryKeyRows();
        yield return new(HasHeads ? "Queries, keys, values" : "Projections that the scan reads", e * Rows([.. inputs, TensorRole.KeyValueUp]), SavedClass.Product);
        if (framework.RotaryCopies && !run.Compiled && HasRotary)
            yield return new("Rotary copies of queries and keys", e * queryKeys, SavedClass.Elementwise);
        if (tensors.Any(IsMixerNorm) && !run.Compiled)
            yield return new("Query and key norms", (Fp32Bytes + e) * NormedRows(), SavedClass.Elementwise);
        if (framework.ExpandsKeyValues && run.Attention is not AttentionKernel.Flash && !run.Compiled && KeyValueRows() > 0 && KeyValueRows() < 2 * QueryRows())
            yield return new("Keys and values expanded to all heads", 2 * e * QueryRows(), SavedClass.Elementwise);
        foreach (var core in Core())
            yield return core;
        yield return new(HasHeads ? "Attention output" : "Output of the scan", e * tensors.Where(IsMixerOutput).Sum(tensor => (double)tensor.Columns), SavedClass.Product);
    }

    private bool HasHeads => AttentionShape.Heads(layer.Attention) > 0;

    private bool HasRotary => HasHeads && run.Model.Embedding.Positions == 0;

    private static bool IsMixerOutput(Tensor tensor) => tensor is { IsVector: false, Role: TensorRole.AttentionOutput or TensorRole.StateOutput };

    private double KeyValueRows() =>
        Rows(TensorRole.Key, TensorRole.Value) + tensors.Where(tensor => !tensor.IsVector && tensor.Role is TensorRole.QueryKeyValue).Sum(tensor => (double)tensor.KeyValueRows);

    private double QueryRows() => Rows(TensorRole.Query, TensorRole.QueryKeyValue) - (KeyValueRows() - Rows(TensorRole.Key, TensorRole.Value));

    private double QueryKeyRows() => QueryRows() + (IsLatent ? QueryRows() : KeyValueRows() / 2);

    /// <summary>Latent attention normalises the latents, before keys, values and queries are expanded from them.</summary>
    private double NormedRows() => IsLatent ? tensors.Where(tensor => IsMixerNorm(tensor) && !IsBias(tensor)).Sum(tensor => (double)tensor.Rows) : QueryKeyRows();

    private bool IsLatent => layer.Attention is LatentAttention;

    private static bool IsMixerNorm(Tensor tensor) => tensor is { Role: TensorRole.Norm, Part: ModelPart.Attention };

    private static bool IsBias(Tensor tensor) => tensor.LocalName.EndsWith("bias", StringComparison.Ordinal);

    private IEnumerable<SavedTensor> Core()
    {
        var heads = AttentionShape.Heads(layer.Attention) / (double)run.Plan.Tensor;
        if (run.Attention is not AttentionKernel.Eager)
            yield return new("Log-sum-exp of attention", Fp32Bytes * heads, SavedClass.Elementwise);
        else
            yield return new("Attention probabilities", heads * run.Sequence * (run.Dropout ? 2 * e + MaskBytes : Fp32Bytes + e), SavedClass.AttentionCore);
    }

    private IEnumerable<SavedTensor> FeedForward()
    {
        var first = tensors.Where(tensor => !tensor.IsVector && tensor.Role is TensorRole.Gate or TensorRole.Up or TensorRole.GateUp).ToList();
        if (first.Any(Keeps))
            yield return new("Input of the feed-forward block", e * (Dense(first) * inputShare + Routed(first) * hidden), SavedClass.Product);
        yield return new("Gate and up projections", e * Rows(TensorRole.Gate, TensorRole.Up, TensorRole.GateUp), SavedClass.Product);
        if (IsGated && framework.ActivationCopies && !run.Compiled)
            yield return new("Output of the activation function", e * Inner, SavedClass.Elementwise);
        if (Downs.Any(Keeps))
            yield return new("Input of the down projection", e * Inner, SavedClass.Elementwise);
        yield return new("Router scores", Fp32Bytes * Rows(TensorRole.Router), SavedClass.Elementwise);
    }

    private static int Dense(List<Tensor> first) => first.Any(tensor => !tensor.IsRoutedExpert) ? 1 : 0;

    private static int Routed(List<Tensor> first) => first.Where(tensor => tensor.IsRoutedExpert).Select(tensor => tensor.ActiveCopies).DefaultIfEmpty().Max();

    private IEnumerable<SavedTensor> Prompts(Adapter adapter)
    {
        var channels = tensors.Where(tensor => tensor is { IsVector: false, Role: TensorRole.AttentionOutput }).Sum(tensor => (double)tensor.Columns);
        yield return new("Attention over the adapter's prompt", PromptAdapter.KeptOfPrompt(channels, AttentionShape.Heads(layer.Attention) / (double)run.Plan.Tensor, e), SavedClass.Elementwise);
        if (adapter.Kind is not AdapterKind.PromptAndScale)
            yield break;
        var outputs = tensors.Where(tensor => !tensor.IsVector).Sum(tensor => (double)tensor.Rows * tensor.ActiveCopies);
        yield return new("Results before they are scaled, and normalised hidden states", PromptAdapter.KeptOfScales(outputs, LayerNorms * hiddenShare, e), SavedClass.Elementwise);
    }

    private IEnumerable<SavedTensor> Adapters()
    {
        if (run.Adapter is not { } adapter)
            yield break;
        if (adapter.HasPrompts)
        {
            foreach (var tensor in Prompts(adapter))
                yield return tensor;
            yield break;
        }

        var storage = (double)Recipe.AdapterStorage(run).BytesPerBlock;
        var adapted = tensors.Select(tensor => (tensor, Count: AdapterTargets.OutputsOf(tensor, adapter.Targets).Count())).Where(pair => pair.Count > 0).ToList();
        yield return new("Low-rank results", storage * adapter.Rank * adapted.Sum(pair => (double)pair.Count * pair.tensor.ActiveCopies), SavedClass.Product);
        var inputs = adapted.Sum(pair => (double)pair.tensor.Columns * pair.Count * pair.tensor.ActiveCopies);
        if (CastsAdapterInputs)
            yield return new("Adapter inputs, cast and cast back by autocast", e * inputs, SavedClass.Elementwise);
        if (adapter.Dropout)
            yield return new("Dropped adapter inputs and masks", (e + MaskBytes) * inputs, SavedClass.Elementwise);
    }
}
