using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>What the first GPU of llama.cpp holds while it computes with weights that stay in host memory.</summary>
public static class LlamaCppCopies
{
    /// <summary>
    /// A matrix of the host is copied into the scratch buffer of the first GPU when a micro-batch is large, with the FP32 vectors that go in and come out. The
    /// next matrix takes the same place. Left out: the residual stream, and what an expert block keeps for its next matrix.
    /// </summary>
    /// <param name="matrix">W: bytes of the matrix; of the routed experts of a layer, all.</param>
    /// <param name="tokens">u: tokens of a micro-batch.</param>
    /// <param name="uses">k: experts of a token, 1 outside routed experts.</param>
    /// <param name="rows">r: outputs.</param>
    /// <param name="columns">c: inputs.</param>
    [Formula("W + u · k · (r + c) · 4")]
    [Source("ggml-org/llama.cpp", "pull request 6083: weights are copied into the compute buffer; ggml/src/ggml-backend.c ggml_backend_sched_backend_id_from_cur; issue 9229, the first of four GPUs: 320.50 MiB")]
    public static Bytes Copied(Bytes matrix, long tokens, int uses, long rows, long columns) => matrix + new Bytes(tokens * uses * (rows + columns) * 4);

    /// <summary>The largest copy as a term, or null where the GPU copies nothing.</summary>
    internal static Term? Of(ServingSetup setup, PipelineStage stage)
    {
        if (!stage.IsFirst || !HoldsMatrices(setup.Host) || setup.BatchedTokens.Value.Whole < setup.Constants.Whole("copied_from"))
            return null;
        return new CodedTensors(setup.Model, setup.Weights).Whole
            .Where(each => !each.Tensor.IsVector && HostMemory.Computes(setup, each.Tensor))
            .Select(each => (Tensor: Split(each.Tensor), each.Coding))
            .Select(each => Copy(setup.BatchedTokens, each.Tensor, each.Coding.BytesOf(each.Tensor.Rows, each.Tensor.Columns) * each.Tensor.Copies))
            .MaxBy(term => term.Value.Whole);
    }

    private static bool HoldsMatrices(HostPlacement host) => host.HasHead || host.Layers > 0 || host.ExpertLayers > 0;

    /// <summary>GGUF files hold gate and up of experts apart.</summary>
    private static Tensor Split(Tensor tensor) => tensor is { IsRoutedExpert: true, Role: TensorRole.GateUp } ? tensor with { Rows = tensor.Rows / 2 } : tensor;

    private static Term Copy(Input tokens, Tensor tensor, Bytes bytes) => Term.Computed("Copy of weights that the host holds", TermKind.Activations,
        Copied(bytes, tokens.Value.Whole, tensor.ActiveCopies, tensor.Rows, tensor.Columns), Copied,
        new("W", tensor.Name, bytes), tokens, new("k", "copies that a token uses", tensor.ActiveCopies), new("r", "outputs", tensor.Rows), new("c", "inputs", tensor.Columns));
}
