using Sizing.Inference;

namespace Sizing;

/// <summary>
/// A model served on GPUs: the question that <see cref="Estimate"/> answers. A null setting is the engine's default, which the estimate names.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Gpu">The GPU, as many of it as the plan needs.</param>
public sealed record Serving(ModelSpec Model, GpuSpec Gpu)
{
    /// <summary>The servers that hold the GPUs: how many each has, what joins them, what they cost; null for usual servers of eight.</summary>
    public SystemSpec? System { get; init; }

    /// <summary>GPUs; by default those of <see cref="Plan"/>, else one.</summary>
    public int? Gpus { get; init; }

    /// <summary>How the model is divided; by default as many tensor-parallel ranks as the model and one server allow, and pipeline stages beyond.</summary>
    public ServingPlan? Plan { get; init; }

    /// <summary>The engine; by default the newest known vLLM.</summary>
    public ServingEngine? Engine { get; init; }

    /// <summary>How the weights are stored; by default as in the model's own files.</summary>
    public WeightFormat? Weights { get; init; }

    /// <summary>The data type of the KV cache; by default that of the activations.</summary>
    public DataType? KvCache { get; init; }

    /// <summary>Tokens of the longest sequence, prompt and answer together; by default <see cref="Input"/>, <see cref="ImageTokens"/> and <see cref="Output"/>, else the model's own limit.</summary>
    public int? Context { get; init; }

    /// <summary>Tokens of a prompt.</summary>
    public int? Input { get; init; }

    /// <summary>Tokens of an answer.</summary>
    public int? Output { get; init; }

    /// <summary>Sequences in flight at a time, over all replicas.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The engine's memory fraction: of all memory in vLLM and SGLang, of free memory in TensorRT-LLM.</summary>
    public double? Utilization { get; init; }

    /// <summary>Most sequences in one step of the scheduler.</summary>
    public int? MaxSequences { get; init; }

    /// <summary>Most tokens in one step of the scheduler.</summary>
    public int? BatchedTokens { get; init; }

    /// <summary>LoRA adapters that are served at once, or null.</summary>
    public ServingAdapters? Adapters { get; init; }

    /// <summary>Copies of routed experts in each layer that balance the load of expert-parallel ranks.</summary>
    public int RedundantExperts { get; init; }

    /// <summary>Tokens of the images of one prompt, which take part in the context like any other.</summary>
    public int ImageTokens { get; init; }

    /// <summary>Share of the prompt, 0 to 1, that sequences have in common and that prefix caching keeps once.</summary>
    public double PrefixHit { get; init; }

    /// <summary>Whether the engine was told to keep no prefixes; matters to the states that SGLang reserves.</summary>
    public bool WithoutPrefixCache { get; init; }

    /// <summary>Memory of the host, per GPU, that holds KV cache beyond the GPU's own; <see cref="KvTiers"/> says what it gives.</summary>
    public Bytes KvOffload { get; init; }

    /// <summary>Space on drives, per GPU, that holds KV cache beyond <see cref="KvOffload"/>.</summary>
    public Bytes KvDisk { get; init; }

    /// <summary>Bandwidth of the drives of a server; null for the default of <c>data/assumptions.csv</c>.</summary>
    public double? DiskBytesPerSecond { get; init; }

    /// <summary>Memory that SGLang gives recurrent states for each byte of KV cache.</summary>
    public double? StateRatio { get; init; }

    /// <summary>Recurrent states that SGLang keeps, instead of those of <see cref="StateRatio"/>.</summary>
    public int? StateSlots { get; init; }

    /// <summary>Memory of each GPU that the engine cannot have: ECC that is on, a display, other programs.</summary>
    public Bytes HeldMemory { get; init; }

    /// <summary>What llama.cpp keeps in host memory instead of on the GPUs, or null.</summary>
    public ServingHost? Host { get; init; }

    /// <summary>How requests come and are decoded, and how fast answers must be; matters to speed, not to memory.</summary>
    public ServingLoad Load { get; init; } = new();

    /// <summary>What hardware and power cost; matters to cost alone.</summary>
    public ServingPrices Prices { get; init; } = new();

    /// <summary>Logged figures that take the place of the library's own.</summary>
    public ServingMeasurements Measured { get; init; } = new();

    /// <summary>Computes memory, capacity and whether it fits.</summary>
    /// <exception cref="SizingException">A setting contradicts another, or the engine would refuse the plan.</exception>
    public ServingEstimate Estimate()
    {
        try
        {
            return ServingEstimator.Estimate(this);
        }
        catch (OverflowException problem)
        {
            throw new SizingException("The deployment holds more than can be counted; lower concurrency or context.", problem);
        }
    }
}
