namespace Sizing;

/// <summary>A GPU that no deployment uses.</summary>
/// <param name="Gpu">The GPU.</param>
/// <param name="Reason">One sentence that says why.</param>
public sealed record RejectedGpu(GpuSpec Gpu, string Reason);
