using Sizing.Data;
using Sizing.Hardware;

namespace Sizing.Planning.Remedies;

/// <summary>What would make a serving fit that does not.</summary>
public static class ServingRemedies
{
    /// <summary>Tries every remedy of <c>data/planning/remedies.csv</c>, each recomputed by <see cref="Serving.Estimate"/>.</summary>
    /// <param name="serving">What does not fit.</param>
    /// <exception cref="SizingException">The serving contradicts itself.</exception>
    public static RemedyReport Of(Serving serving)
    {
        ArgumentNullException.ThrowIfNull(serving);
        var estimate = serving.Estimate();
        var half = HalfPrecision.Apply(serving);
        return new RemedySearch<Serving>(
            half?.Question ?? serving, half is { } given ? (HalfPrecision, given.Setting) : null,
            [.. WeightSteps.All, .. ServingSteps.All, .. ServingHardwareSteps.All], Facts, Evaluate).Find(estimate.Subject);
    }

    internal static RemedyOutcome Evaluate(Serving serving)
    {
        var estimate = serving.Estimate();
        return new(new(estimate.Memory.Value.Whole), estimate.Budget, estimate.Fits);
    }

    /// <summary>Whether only memory is in the way: the GPU computes in the type that is asked.</summary>
    private static bool Computes(ServingEstimate estimate) => Precision.Refusal(estimate.Setup.Gpu, estimate.Setup.Activation) is null;

    /// <summary>On a GPU without BF16 nothing else matters before this.</summary>
    private static RemedyStep<Serving> HalfPrecision { get; } = new("fp16", RemedyPart.Precision, serving =>
        Computes(serving.Estimate()) || serving.Model.StoredType != DataType.Bf16
            ? null
            : (serving with { Model = serving.Model with { StoredType = DataType.Fp16 }, Weights = serving.Weights == WeightFormat.Bf16 ? WeightFormat.Fp16 : serving.Weights }, "dtype fp16"));

    private static IReadOnlyList<RemedyFact> Facts => [.. PlanningData.Default.Remedies.Where(fact => !fact.IsTraining)];
}
