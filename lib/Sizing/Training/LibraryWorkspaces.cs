using Sizing.Explain;

namespace Sizing.Training;

/// <summary>What libraries hold in the tensor allocator from the first matrix product to the end of the process.</summary>
public static class LibraryWorkspaces
{
    private const int Handles = 2;

    private static readonly Version Hopper = new(9, 0);

    /// <summary>Workspaces of the matrix library: one for the thread of the forward pass, one for the thread of the backward pass.</summary>
    /// <param name="workspace">w: bytes of one.</param>
    [Formula("2 · w")]
    [Source("pytorch/pytorch", "aten/src/ATen/cuda/CublasHandlePool.cpp: a workspace for each handle and stream, a handle for each thread, never freed")]
    [Source("rows fms-*", "17 MB beside the states of 7 and 47 billion parameters alike, in full and in adapter tuning")]
    public static Bytes MatrixProducts(Bytes workspace) => workspace * Handles;

    internal static Term Explain(GpuSpec gpu)
    {
        var (workspace, origin) = Workspace(gpu);
        return Term.Computed(
            "Workspaces of matrix products", TermKind.Temporary, MatrixProducts(workspace), MatrixProducts, new Input("w", origin, workspace));
    }

    /// <summary>PyTorch's default; a card without a compute capability is AMD's, and its library is hipBLAS.</summary>
    private static (Bytes Workspace, string Origin) Workspace(GpuSpec gpu)
    {
        var constants = Data.TrainingData.Default.Step;
        return gpu.CudaCapability is { } capability && capability < Hopper
            ? (constants.SmallWorkspace, "workspace before Hopper")
            : (constants.LargeWorkspace, "workspace from Hopper on");
    }
}
