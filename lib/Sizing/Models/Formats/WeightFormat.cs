using Sizing.Models;
using Sizing.Models.Files;
using Sizing.Models.Formats;
using Sizing.Quantities;

namespace Sizing;

/// <summary>
/// How the weights of a whole model are stored: which coding each tensor has. <c>WeightFormat.Bf16</c> stores all tensors alike;
/// quantized formats change the matrices of linear layers and leave the rest in 16 bit; a GGUF file type is a mix, tensor by tensor.
/// </summary>
/// <remarks>Bytes are exact, scales and zero points included; <see cref="Inference.Weights"/> adds them up.</remarks>
public sealed record WeightFormat
{
    private readonly WeightScheme scheme;

    internal WeightFormat(string name, WeightScheme scheme)
    {
        Name = name;
        this.scheme = scheme;
    }

    /// <summary>All tensors in 32-bit floating point.</summary>
    public static WeightFormat Fp32 { get; } = new("fp32", new UniformScheme(DataType.Fp32));

    /// <summary>All tensors in bfloat16.</summary>
    public static WeightFormat Bf16 { get; } = new("bf16", new UniformScheme(DataType.Bf16));

    /// <summary>All tensors in IEEE half precision.</summary>
    public static WeightFormat Fp16 { get; } = new("fp16", new UniformScheme(DataType.Fp16));

    /// <summary>Linear layers in FP8 with one FP32 scale per tensor: 8 bits.</summary>
    public static WeightFormat Fp8 { get; } = Linear("fp8", Codings.Fp8PerTensor);

    /// <summary>Linear layers in FP8 with one FP32 scale per output row: 8 + 32 / inputs bits.</summary>
    public static WeightFormat Fp8Channel { get; } = Linear("fp8-channel", Codings.Fp8PerRow);

    /// <summary>Linear layers in FP8 with one FP32 scale per 128 by 128 tile, as DeepSeek-V3: 8.00195 bits.</summary>
    public static WeightFormat Fp8Block { get; } = Linear("fp8-block", Codings.Fp8Tiles(128, 128));

    /// <summary>Linear layers in INT8 with one FP32 scale per output row: 8 + 32 / inputs bits.</summary>
    public static WeightFormat Int8 { get; } = Linear("int8", Codings.Int8PerRow);

    /// <summary>Linear layers in 4-bit integers, in groups of 128 with a scale and a zero point, as GPTQ stores them: 4.15625 bits.</summary>
    public static WeightFormat Int4 { get; } = Linear("int4", Codings.Integer(4, 128, zeroPoints: true));

    /// <summary>Linear layers in NF4, one FP32 scale per 64 weights: 4.5 bits.</summary>
    public static WeightFormat Nf4 { get; } = Linear("nf4", Codings.Nf4);

    /// <summary>Linear layers in NF4 with double quantization: 4.127 bits.</summary>
    public static WeightFormat Nf4DoubleQuantized { get; } = Linear("nf4-dq", Codings.Nf4DoubleQuantized);

    /// <summary>Routed experts in MXFP4, as gpt-oss: 4.25 bits; in a model without experts, all linear layers.</summary>
    public static WeightFormat MxFp4 { get; } = new("mxfp4", new LinearScheme(Codings.MxFp4, expertsFirst: true));

    /// <summary>Linear layers in NVFP4: 4.5 bits; in a model with routed experts without attention, as NVIDIA's checkpoints of DeepSeek, Kimi, MiniMax and Qwen3.5.</summary>
    public static WeightFormat NvFp4 { get; } = new("nvfp4", new LinearScheme(Codings.NvFp4, sparesAttention: true));

    /// <summary>The name, which <see cref="Parse"/> reads back for every format but <c>as stored</c>.</summary>
    public string Name { get; }

    /// <summary>Linear layers in integers of GPTQ files: a scale and a zero point per group.</summary>
    /// <param name="bits">Bits of a weight: 2, 3, 4 or 8.</param>
    /// <param name="group">Inputs that share a scale; -1 for a whole row.</param>
    /// <param name="actOrder">Whether the group of each input is stored (act-order).</param>
    public static WeightFormat Gptq(int bits = 4, int group = 128, bool actOrder = false) =>
        Linear($"gptq-int{bits}-g{group}{(actOrder ? "-actorder" : "")}", Codings.Integer(bits, group, zeroPoints: true, actOrder));

    /// <summary>Linear layers in integers of AWQ files: a scale and a zero point per group.</summary>
    public static WeightFormat Awq(int bits = 4, int group = 128) => Linear($"awq-int{bits}-g{group}", Codings.Integer(bits, group, zeroPoints: true));

    /// <summary>Linear layers in symmetric integers of compressed-tensors files: a scale per group, no zero points.</summary>
    public static WeightFormat CompressedTensors(int bits = 4, int group = 128) =>
        Linear($"compressed-tensors-int{bits}-g{group}", Codings.Integer(bits, group, zeroPoints: false));

    /// <summary>A GGUF file type, by llama.cpp's name: <c>Q4_K_M</c>.</summary>
    /// <exception cref="SizingException">llama.cpp has no such file type.</exception>
    public static WeightFormat Gguf(string fileType)
    {
        ArgumentNullException.ThrowIfNull(fileType);
        var type = GgufFileTypes.Named(fileType.Trim())
            ?? throw new SizingException($"GGUF file type '{fileType}' is unknown; known: {string.Join(", ", GgufFileTypes.All)}.");
        return Gguf(type);
    }

    /// <summary>A GGUF file type.</summary>
    public static WeightFormat Gguf(GgufFileType fileType)
    {
        ArgumentNullException.ThrowIfNull(fileType);
        return new($"gguf:{fileType.Name}", new GgufScheme(fileType));
    }

    /// <summary>The format that the model's own files have: its <c>quantization_config</c>, or else its data type for all tensors.</summary>
    /// <exception cref="SizingException">The config names a method that is not known.</exception>
    public static WeightFormat Of(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Header is { IsGguf: true } gguf)
            return OfGguf(gguf);
        if (model.QuantizationConfig is not { } config)
            return new(model.StoredType.Name, new StoredScheme());
        var (name, scheme) = QuantizationConfig.Read(config, model.ExpertType);
        return new(name, scheme);
    }

    /// <summary>Returns the format of that name, as people and measurements spell it: <c>bf16</c>, <c>awq</c>, <c>gptq-int4-g128</c>, <c>q4_k_m</c>.</summary>
    /// <exception cref="SizingException">No format bears the name.</exception>
    public static WeightFormat Parse(string name) => WeightFormatNames.Parse(name);

    /// <summary>Returns what codes each tensor of the model in this format.</summary>
    public Func<Tensor, WeightCoding> CodingsFor(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return scheme.For(model);
    }

    /// <summary>Two formats are equal when their names are.</summary>
    public bool Equals(WeightFormat? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    private static WeightFormat OfGguf(ModelHeader header)
    {
        var id = (int)(header.Metadata.Number("general.file_type") ?? 1);
        var type = GgufFileTypes.WithId(id) ?? GgufFileTypes.Named("F16")!;
        return new($"gguf:{type.Name}", new HeaderScheme(header, new GgufScheme(type)));
    }

    private static WeightFormat Linear(string name, WeightCoding coding) => new(name, new LinearScheme(coding));
}
