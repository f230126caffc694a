using Sizing.Tool.Accuracy;
using Sizing.Tool.Accuracy.Report;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>
/// The files of <c>data/measurements</c>, replayed once for all tests of a collection. A fixture and not a static: a test host that runs tests
/// again, as mutation testing does, replays again.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class CommittedRows : ICollectionFixture<CommittedRows>
{
    public const string Collection = "Rows of data/measurements";

    private readonly Dictionary<string, Lazy<AccuracyReport>> reports =
        Names.ToDictionary(name => name, name => new Lazy<AccuracyReport>(() => AccuracyReport.Of(File(name))));

    internal static IReadOnlyList<string> Names => ["inference.csv", "training.csv"];

    internal AccuracyReport Report(string name) => reports[name].Value;

    internal IEnumerable<ReportRow> Rows(string name) => ReportRow.Of(Report(name), File(name));

    internal static MeasurementFile File(string name) => MeasurementFile.Read(Repository.File("data", "measurements", name));
}
