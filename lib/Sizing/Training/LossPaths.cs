namespace Sizing.Training;

/// <summary>The names of loss paths, as options and data spell them.</summary>
public static class LossPaths
{
    /// <summary>Returns the path of that name: full, hf, chunked, fused, cut.</summary>
    /// <exception cref="SizingException">No path bears the name.</exception>
    public static LossPath Named(string name) => name switch
    {
        "full" => LossPath.Full,
        "hf" => LossPath.HuggingFace,
        "chunked" => LossPath.Chunked,
        "fused" => LossPath.Fused,
        "cut" => LossPath.Cut,
        _ => throw new SizingException($"Loss path '{name}' is unknown; known: full, hf, chunked, fused, cut."),
    };
}
