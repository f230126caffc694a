using System.Globalization;
using Sizing.Training;

namespace Sizing.Tool.Verbs.Train;

/// <summary>What the words of <c>train</c>'s options mean.</summary>
internal static class TrainArguments
{
    /// <summary>The optimizers that are asked for as methods: all weights are trained.</summary>
    private static readonly string[] OptimizerMethods = ["galore", "galore-8bit", "apollo", "lomo"];

    /// <summary>The method as the library knows it.</summary>
    internal static string MethodOf(string method) => OptimizerMethods.Contains(method) ? "full"
        : TrainingNames.Methods.Contains(method) ? method
        : throw new SizingException($"--method '{method}' is unknown; known: {string.Join(", ", TrainingNames.Methods.Concat(OptimizerMethods))}.");

    internal static Optimizer OptimizerOf(string method, string? name, int rank) => method switch
    {
        _ when !OptimizerMethods.Contains(method) => Optimizer.Parse(name ?? "adamw", rank),
        _ when name is null => Optimizer.Parse(method, rank),
        _ => throw new SizingException($"--method {method} brings its own optimizer; leave --optimizer out."),
    };

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
}
