using System.Globalization;

namespace Sizing.Tool.Verbs;

/// <summary>What the words of <c>train</c>'s options mean.</summary>
internal static class TrainArguments
{
    internal static TrainingPrecision Precision(string name) => name switch
    {
        "fp32" => TrainingPrecision.Fp32,
        "bf16-mixed" => TrainingPrecision.Bf16Mixed,
        "fp16-mixed" => TrainingPrecision.Fp16Mixed,
        "bf16" => TrainingPrecision.Bf16,
        "fp8" => TrainingPrecision.Fp8,
        _ => throw Unknown("--precision", name, "fp32, bf16-mixed, fp16-mixed, bf16, fp8"),
    };

    internal static Recompute RecomputeOf(string name) => name switch
    {
        "none" => Recompute.None,
        "selective" => Recompute.Selective,
        "full" => Recompute.Full,
        _ => throw Unknown("--recompute", name, "none, selective, full"),
    };

    internal static AttentionKernel AttentionOf(string name) => name switch
    {
        "flash" => AttentionKernel.Flash,
        "sdpa" => AttentionKernel.Sdpa,
        "eager" => AttentionKernel.Eager,
        _ => throw Unknown("--attention", name, "flash, sdpa, eager"),
    };

    internal static bool IsAdapter(string method) => method is "lora" or "rslora" or "dora" or "qlora";

    internal static Adapter? AdapterOf(string method, int rank, string targets) => IsAdapter(method)
        ? new(rank)
        {
            Targets = Words(targets),
            Kind = method switch { "dora" => AdapterKind.Dora, "rslora" => AdapterKind.RankStabilized, _ => AdapterKind.Lora },
        }
        : method is "full" or "galore" or "galore-8bit" or "apollo" or "lomo"
            ? null
            : throw Unknown("--method", method, "full, lora, rslora, dora, qlora, galore, galore-8bit, apollo, lomo");

    internal static Optimizer OptimizerOf(string method, string? name, int rank) => method switch
    {
        "galore" or "galore-8bit" or "apollo" or "lomo" when name is null => Optimizer.Parse(method, rank),
        "galore" or "galore-8bit" or "apollo" or "lomo" => throw new SizingException($"--method {method} brings its own optimizer; leave --optimizer out."),
        _ => Optimizer.Parse(name ?? "adamw", rank),
    };

    internal static WeightFormat? BaseOf(string method, string? format) =>
        format is not null ? WeightFormat.Parse(format) : method == "qlora" ? WeightFormat.Nf4DoubleQuantized : IsAdapter(method) ? WeightFormat.Bf16 : null;

    internal static int Accumulation(int? globalBatch, int microBatch, int data)
    {
        if (globalBatch is not { } sequences)
            return 1;
        var step = microBatch * data;
        return step > 0 && sequences >= step && sequences % step == 0
            ? sequences / step
            : throw new SizingException($"--global-batch {sequences} is not a multiple of micro-batch times data-parallel ranks = {step}.");
    }

    internal static double Tokens(string text)
    {
        var (digits, unit) = text.Length == 0 ? (text, 1.0) : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => (text[..^1], 1e3),
            'M' => (text[..^1], 1e6),
            'B' => (text[..^1], 1e9),
            'T' => (text[..^1], 1e12),
            _ => (text, 1.0),
        };
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && double.IsFinite(count) && count > 0
            ? count * unit
            : throw new SizingException($"--tokens '{text}' is not a positive number; write 15e12, 300B or 2T.");
    }

    internal static IReadOnlyList<string> Words(string? text) =>
        text?.Split([',', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static SizingException Unknown(string option, string name, string known) => new($"{option} '{name}' is unknown; known: {known}.");
}
