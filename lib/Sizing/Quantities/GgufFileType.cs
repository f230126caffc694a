namespace Sizing.Quantities;

/// <summary>
/// A GGUF file type: llama.cpp's mix of tensor types under one name. Q4_K_M is not one number of bits per weight
/// but a choice made tensor by tensor, from what the tensor is, its layer and the model.
/// </summary>
/// <remarks>
/// Source: ggml-org/llama.cpp, src/llama-quant.cpp (commit 007dbbf), llama_tensor_get_type_impl. Left out: overrides by name
/// (<c>--tensor-type</c>), as the "UD" files of Unsloth use them; read such a file's own header.
/// </remarks>
public sealed record GgufFileType
{
    private static readonly GgufType F32 = GgufTypes.F32;

    internal GgufFileType(string name, int id, GgufType baseType)
    {
        Name = name;
        Id = id;
        Base = baseType;
        Embedding = baseType;
    }

    /// <summary>llama.cpp's name: <c>Q4_K_M</c>.</summary>
    public string Name { get; internal init; }

    /// <summary>The number in a file's <c>general.file_type</c>; -1 for names that only publishers use.</summary>
    public int Id { get; internal init; }

    /// <summary>The type of every tensor that no rule names.</summary>
    public GgufType Base { get; }

    /// <summary>The type of the token embedding, where the head is a tensor of its own.</summary>
    public GgufType Embedding { get; internal init; }

    /// <summary>The type of the output head.</summary>
    public GgufType Output { get; internal init; } = GgufTypes.Q6K;

    /// <summary>Whether the file is made with an importance matrix: always for types that need one, at choice for others.</summary>
    public bool HasImportanceMatrix { get; init; }

    internal Func<GgufTensor, GgufType?> Value { get; init; } = static _ => null;

    internal Func<GgufTensor, GgufType?> QueryOrKey { get; init; } = static _ => null;

    internal Func<GgufTensor, GgufType?> AttentionOutput { get; init; } = static _ => null;

    internal Func<GgufTensor, GgufType?> GateOrUp { get; init; } = static _ => null;

    internal Func<GgufTensor, bool, GgufType?> Down { get; init; } = static (_, _) => null;

    /// <summary>The type of routed experts in MXFP4_MOE; null for mixes that treat them as other matrices.</summary>
    internal GgufType? Experts { get; init; }

    /// <summary>Whether the model-wide rules for value and key projections of 70B and 8-expert models hold (not below 3 bits).</summary>
    internal bool RaisesSmallProjections { get; init; } = true;

    /// <summary>Whether the output projection of attention is Q5_K in 8-expert models.</summary>
    internal bool RaisesAttentionOutput { get; init; }

    /// <summary>Whether anything is quantized (not in F32, F16 and BF16 files).</summary>
    public bool IsQuantized => Base.ElementsPerBlock > 1;

    /// <summary>Returns the type that the tensor has in such a file.</summary>
    public GgufType TypeOf(GgufTensor tensor)
    {
        if (tensor.Kind == GgufTensorKind.Unquantized)
            return F32;
        if (!IsQuantized)
            return Base;
        var type = tensor.IsExpert && Experts is { } experts ? experts : Chosen(tensor);
        return type.FallbackFor(tensor.Columns);
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    private GgufType Chosen(GgufTensor tensor) => tensor.Kind switch
    {
        GgufTensorKind.Output => OutputFor(tensor),
        GgufTensorKind.Embedding => Embedding,
        GgufTensorKind.Value => ValueFor(tensor),
        GgufTensorKind.Key => KeyFor(tensor),
        GgufTensorKind.Query => QueryOrKey(tensor) ?? Base,
        GgufTensorKind.AttentionOutput => AttentionOutputFor(tensor),
        GgufTensorKind.GateOrUp => GateOrUp(tensor) ?? Base,
        GgufTensorKind.Down => Down(tensor, HasImportanceMatrix) ?? Base,
        GgufTensorKind.Other or GgufTensorKind.Unquantized => Base,
    };

    private GgufType OutputFor(GgufTensor tensor) =>
        tensor.Model.IsFalcon || !Base.Divides(tensor.Columns) || Base == GgufTypes.Q80 ? GgufTypes.Q80 : Output;

    private GgufType KeyFor(GgufTensor tensor) =>
        RaisesSmallProjections && tensor.Model.Experts == 8 ? GgufTypes.Q80 : QueryOrKey(tensor) ?? Base;

    private GgufType ValueFor(GgufTensor tensor)
    {
        var type = Value(tensor) ?? Base;
        if (!RaisesSmallProjections)
            return type;
        if (tensor.Model.Experts == 8)
            return GgufTypes.Q80;
        return tensor.Model.Is70B && (type == GgufTypes.Q3K || type == GgufTypes.Q4K) ? GgufTypes.Q5K : type;
    }

    private GgufType AttentionOutputFor(GgufTensor tensor) => tensor.Model switch
    {
        { IsFalcon: false, Experts: 8 } when RaisesSmallProjections => RaisesAttentionOutput ? GgufTypes.Q5K : Base,
        _ => AttentionOutput(tensor) ?? Base,
    };
}
