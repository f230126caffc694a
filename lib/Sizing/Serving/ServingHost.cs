namespace Sizing;

/// <summary>What llama.cpp is told to keep in host memory instead of on the GPUs.</summary>
/// <param name="GpuLayers">k: layers on the GPUs, counted from the last (<c>-ngl</c>); null for all. The output counts as one layer.</param>
/// <param name="ExpertLayers">Layers, counted from the first, whose routed experts stay in host memory (<c>--n-cpu-moe</c>).</param>
/// <param name="BytesPerSecond">Bandwidth of the host memory; null for the default of <c>data/assumptions.csv</c>.</param>
public sealed record ServingHost(int? GpuLayers = null, int ExpertLayers = 0, double? BytesPerSecond = null);
