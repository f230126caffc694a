using Sizing.Explain;

namespace Sizing.Planning.Launch;

/// <summary>What a deployment asks of its servers beside GPUs.</summary>
public static class HostFormulas
{
    /// <summary>Time to read the files of a model; the copy to the GPUs runs at the same time. Compilation and CUDA graphs are left out.</summary>
    /// <param name="files">W: bytes of the files that one server reads.</param>
    /// <param name="rate">r: bytes per second of its storage.</param>
    /// <param name="share">w: bytes of weights of one GPU.</param>
    /// <param name="pcie">x: bytes per second of the GPU's PCI Express.</param>
    [Formula("max(W / r, w / x)")]
    [Source("huggingface/safetensors", "README.md: files are mapped and copied to the device while they are read")]
    public static double LoadSeconds(Bytes files, double rate, Bytes share, double pcie) => Math.Max(files.Count / rate, share.Count / pcie);

    /// <summary>Host memory of a serving: the files stay in the page cache, so that a restart reads no disk, beside cache that was offloaded.</summary>
    /// <param name="files">W: bytes of the files.</param>
    /// <param name="gpus">N: GPUs of the server.</param>
    /// <param name="offloaded">o: bytes of KV cache in host memory for each.</param>
    [Formula("W + N · o")]
    [Source("huggingface/safetensors", "README.md: files are mapped into memory")]
    public static Bytes ServingMemory(Bytes files, int gpus, Bytes offloaded) => files + offloaded * gpus;

    /// <summary>Host memory of a training run: the weights once while they are loaded, or what is offloaded with its buffers, whichever is more.</summary>
    /// <param name="weights">W: bytes of the model's files.</param>
    /// <param name="buffers">f: factor of buffers beside offloaded states.</param>
    /// <param name="gpus">N: GPUs of the server.</param>
    /// <param name="offloaded">H: bytes that one GPU has in host memory.</param>
    [Formula("max(W, f · N · H)")]
    [Source("deepspeedai/DeepSpeed", "docs/code-docs/source/memory.rst")]
    public static Bytes TrainingMemory(Bytes weights, double buffers, int gpus, Bytes offloaded) =>
        Bytes.Max(weights, new((long)(buffers * gpus * offloaded.Count)));

    /// <summary>One checkpoint of a training run from which it can go on.</summary>
    /// <param name="weights">w: trained weights as stored.</param>
    /// <param name="master">m: their FP32 copy.</param>
    /// <param name="states">o: optimizer states.</param>
    [Formula("w + m + o")]
    [Source("BigScience, BLOOM model card", "full checkpoint with optimizer states: 2.3 TB for 176B parameters, weights alone 329 GB")]
    public static Bytes TrainingCheckpoint(Bytes weights, Bytes master, Bytes states) => weights + master + states;

    /// <summary>Power at the wall of the building.</summary>
    /// <param name="servers">S: servers.</param>
    /// <param name="watts">P: highest power of one.</param>
    /// <param name="overhead">e: power usage effectiveness.</param>
    [Formula("S · P · e")]
    [Source("Barroso, Hölzle and Ranganathan 2018, The Datacenter as a Computer", "chapter 5: PUE")]
    public static double Power(int servers, double watts, double overhead) => servers * watts * overhead;

    /// <summary>GPUs with one replica more than the traffic needs, so that one may fail.</summary>
    /// <param name="replicas">R: replicas that the traffic needs.</param>
    /// <param name="gpus">g: GPUs of one.</param>
    [Formula("(R + 1) · g")]
    [Source("Barroso, Hölzle and Ranganathan 2018, The Datacenter as a Computer", "chapter 7: N+1 redundancy")]
    public static int WithSpare(int replicas, int gpus) => (replicas + 1) * gpus;
}
