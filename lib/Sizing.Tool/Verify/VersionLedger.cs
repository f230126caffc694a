using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verify;

/// <summary>Looks for a version of the engine whose accounting fits a log better than that of the version in question.</summary>
/// <param name="serving">The deployment of the log.</param>
internal sealed class VersionLedger(Serving serving)
{
    private const double BetterBy = 3;

    /// <summary>One phrase that names the version and the figures that differ, or null where no version fits much better.</summary>
    internal string? Explain(Replayed row)
    {
        var engine = serving.Engine ?? ServingEngine.Default;
        var best = Versions(engine)
            .Select(version => (Engine: version, Predicted: Predict(row.Row.Quantity, version)))
            .Where(candidate => candidate.Predicted > 0)
            .OrderBy(candidate => Math.Round(Error(candidate.Predicted, row), 3))
            .ThenBy(candidate => Differing(engine, candidate.Engine).Count())
            .FirstOrDefault();
        return best.Engine is not null && Error(best.Predicted, row) * BetterBy < Math.Abs(row.Error ?? 0)
            ? $"as {best.Engine} accounts for it ({string.Join(", ", Differing(engine, best.Engine))})"
            : null;
    }

    private static double Error(double? predicted, Replayed row) => Math.Abs(predicted!.Value / row.Row.Value - 1);

    /// <summary>One version on each side of every change of a figure.</summary>
    private static IEnumerable<ServingEngine> Versions(ServingEngine engine) =>
        Catalog.EngineConstants(engine.Kind).SelectMany(constant => new[] { constant.From, constant.Before }).OfType<Version>()
            .Append(new Version(0, 1, 0)).Distinct().Select(version => engine with { Version = version });

    private double? Predict(string quantity, ServingEngine engine)
    {
        try
        {
            return ServingReplay.Of(quantity, (serving with { Engine = engine }).Estimate());
        }
        catch (SizingException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Differing(ServingEngine engine, ServingEngine other) =>
        Catalog.EngineConstants(engine.Kind)
            .Where(constant => constant.HoldsFor(engine.Version) != constant.HoldsFor(other.Version))
            .Select(constant => constant.Name).Distinct();
}
