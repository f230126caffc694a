namespace Sizing.Training;

/// <summary>A frozen tensor as it is laid on a GPU.</summary>
/// <param name="Stored">Its bytes without scales.</param>
public readonly record struct LoadedTensor(Bytes Stored)
{
    /// <summary>The 16-bit tensor that is quantized on the GPU and then freed; zero where the file holds the quantized one.</summary>
    public Bytes Read { get; init; }

    /// <summary>Its scales.</summary>
    public Bytes Scales { get; init; }

    /// <summary>The scales in FP32 before they are quantized themselves, then freed; zero where they are not.</summary>
    public Bytes WholeScales { get; init; }
}
