using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The tensors that no GPU holds.</summary>
/// <param name="Layers">h: layers, counted from the first.</param>
/// <param name="ExpertLayers">Layers, counted from the first, of which the routed experts.</param>
/// <param name="HasEmbedding">Whether the token embedding is among them; llama.cpp always looks tokens up on the host.</param>
/// <param name="HasHead">Whether the output head is among them.</param>
public sealed record HostPlacement(int Layers = 0, int ExpertLayers = 0, bool HasEmbedding = false, bool HasHead = false)
{
    private const string LlamaCpp = "ggml-org/llama.cpp";

    /// <summary>All tensors are on GPUs.</summary>
    public static HostPlacement None { get; } = new();

    /// <summary>Layers that stay in host memory; the output is one layer beyond the last, and in older versions goes to the GPU last of all.</summary>
    /// <param name="layers">L: layers of the model.</param>
    /// <param name="gpuLayers">k: layers on the GPUs, at least 1.</param>
    /// <param name="outputFirst">f: 1 where the output is the first layer that goes to the GPU, else 0.</param>
    [Formula("max(L + f − k, 0)")]
    [Source(LlamaCpp, "src/llama-model.cpp load_tensors: i_gpu_start")]
    public static int LayersOnHost(int layers, int gpuLayers, int outputFirst) => Math.Max(layers + outputFirst - gpuLayers, 0);

    /// <summary>Whether the host holds a tensor that GPUs would otherwise hold.</summary>
    internal bool Holds(Tensor tensor) => tensor.Layer is { } layer && (layer < Layers || (tensor.IsRoutedExpert && layer < ExpertLayers));

    internal static HostPlacement Of(Serving serving, ServingEngine engine, EngineConstants constants)
    {
        if (engine.Kind is not EngineKind.LlamaCpp)
            return serving.Host is null ? None : throw new SizingException($"{engine} keeps no layers in host memory; choose llamacpp.");
        var layers = serving.Model.Layers.Count;
        var host = serving.Host ?? new();
        var given = host.GpuLayers ?? layers + 1;
        if (given < 1 || host.ExpertLayers < 0 || host.BytesPerSecond is <= 0)
            throw new SizingException("At least one layer is on the GPU, and layers and bandwidth of the host are not negative.");
        var outputFirst = constants.Has("output_first") ? 1 : 0;
        return new(LayersOnHost(layers, given, outputFirst), Math.Min(host.ExpertLayers, layers), HasEmbedding: true, HasHead: outputFirst == 0 && given <= layers);
    }
}
