using Sizing.Explain;
using Sizing.Models;
using Sizing.Performance;

namespace Sizing.Inference;

/// <summary>What a serving keeps in the memory of the host. Left out: the files that are mapped or cached, buffers of the runtime, the system itself.</summary>
public static class HostMemory
{
    private const string LlamaCpp = "ggml-org/llama.cpp";

    /// <summary>Weights that no GPU holds.</summary>
    /// <param name="all">W: bytes of all tensors that are loaded.</param>
    /// <param name="onGpus">Σ G: bytes on the GPUs of the stages, without copies of the embedding that serve as output.</param>
    [Formula("W − Σ G")]
    [Source(LlamaCpp, "src/llama-model.cpp load_tensors: 'CPU_Mapped model buffer size' and 'CUDA0 model buffer size'")]
    public static Bytes WeightsOnHost(Bytes all, Bytes onGpus) => all - onGpus;

    /// <summary>Cache of the layers whose weights are on the host, for every sequence.</summary>
    /// <param name="sequence">s: bytes of a sequence in those layers.</param>
    /// <param name="sequences">B: sequences.</param>
    [Formula("B · s")]
    [Source(LlamaCpp, "src/llama-kv-cache.cpp: a layer's cache is where the layer is")]
    public static Bytes CacheOnHost(Bytes sequence, int sequences) => sequence * sequences;

    /// <summary>The least time of a token of one sequence, for the weights that the processor reads from host memory.</summary>
    /// <param name="read">R: bytes of host weights that a token reads; of routed experts those it chooses.</param>
    /// <param name="bandwidth">b: bytes per second of the host memory.</param>
    [Formula("R / b")]
    [Source("Williams et al. 2009, Roofline", "the memory bound")]
    public static double SecondsOfToken(Bytes read, double bandwidth) => read.Count / bandwidth;

    /// <summary>The host's part as a term, or null where there is none.</summary>
    internal static Term? Of(ServingSetup setup, CodedTensors tensors)
    {
        List<Term> parts = [.. Placed(setup, tensors)];
        if (setup.Asked.KvOffload > Bytes.Zero)
            parts.Add(Term.Computed("KV cache beyond the GPUs", TermKind.KvCache, Offloaded(setup.Asked.KvOffload, setup.Plan.Gpus), Offloaded,
                new("o", "host memory for the cache of a GPU", setup.Asked.KvOffload), new("N", "GPUs", setup.Plan.Gpus)));
        return parts.Count == 0 ? null : Term.Sum("Host memory", TermKind.Other, parts) with { Scope = Scope.Cluster };
    }

    /// <summary>Cache that is copied to host memory when the pools of the GPUs are full.</summary>
    /// <param name="perGpu">o: host memory for the cache of a GPU.</param>
    /// <param name="gpus">N: GPUs.</param>
    [Formula("o · N")]
    [Source("vllm-project/vllm", "vllm/config/cache.py kv_offloading_size: summed over the ranks")]
    public static Bytes Offloaded(Bytes perGpu, int gpus) => perGpu * gpus;

    /// <summary>Bytes of host weights that a token of one sequence reads: lookups in the embedding are left out.</summary>
    internal static Bytes ReadOfToken(ServingSetup setup, CodedTensors tensors)
    {
        var mixture = setup.Model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault();
        var share = mixture is null ? 1 : (double)mixture.ExpertsPerToken / mixture.Experts;
        return tensors.Whole.Where(each => Computes(setup, each.Tensor)).Aggregate(Bytes.Zero, (sum, each) =>
        {
            var bytes = each.Coding.BytesOf(each.Tensor.Rows, each.Tensor.Columns) * each.Tensor.Copies;
            return sum + (each.Tensor.IsRoutedExpert ? bytes.Share(share) : bytes);
        });
    }

    /// <summary>The bandwidth as an input, with where it comes from.</summary>
    internal static Input Bandwidth(ServingSetup setup) =>
        Catalog.Assumption(Assumption.HostBandwidth).Input("b", "bandwidth of the host memory", setup.Asked.Host?.BytesPerSecond);

    /// <summary>Whether the host holds a tensor that every token is multiplied with: all it holds but the embedding, unless that serves as output.</summary>
    internal static bool Computes(ServingSetup setup, Tensor tensor) => setup.Host.Holds(tensor) || (setup.Host.HasHead && IsOutput(setup.Model, tensor));

    private static bool IsOutput(ModelSpec model, Tensor tensor) =>
        tensor.Layer is null && (model.TiesEmbeddings ? tensor.Role is TensorRole.TokenEmbedding : tensor.Part is ModelPart.Head);

    private static IEnumerable<Term> Placed(ServingSetup setup, CodedTensors tensors)
    {
        if (setup.Host == HostPlacement.None)
            yield break;
        var loaded = tensors.Whole.Where(each => each.Tensor.Part is not ModelPart.Mtp).ToList();
        var host = loaded.Where(each => setup.Host.Holds(each.Tensor) || IsEnd(setup, each.Tensor)).ToList();
        var (all, there) = (CodedTensors.BytesOf(loaded), CodedTensors.BytesOf(host));
        yield return Term.Computed("Weights that no GPU holds", TermKind.Weights, WeightsOnHost(all, all - there), WeightsOnHost,
            new("W", "all tensors", all), new("G", "tensors on the GPUs", all - there));
        if (setup.Host.Layers == 0)
            yield break;
        var sequence = setup.Model.Layers.Take(setup.Host.Layers).Aggregate(Bytes.Zero, (sum, layer) => sum + KvCache.BytesPerSequence(layer.Attention, setup.Context, setup.KvCache));
        yield return Term.Computed("KV cache of layers on the host", TermKind.KvCache, CacheOnHost(sequence, setup.ConcurrencyOfReplica), CacheOnHost,
            new("s", $"bytes of a sequence of {setup.Context:N0} tokens", sequence), new("B", "sequences", Amount.Exact(setup.ConcurrencyOfReplica, Unit.Sequences)));
    }

    private static bool IsEnd(ServingSetup setup, Tensor tensor) => tensor.Layer is null && (tensor.Part switch
    {
        ModelPart.Embedding => setup.Host.HasEmbedding,
        ModelPart.Head or ModelPart.Norms => setup.Host.HasHead,
        _ => false,
    });
}
