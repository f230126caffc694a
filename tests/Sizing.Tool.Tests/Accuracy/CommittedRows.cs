using Sizing.Tool.Accuracy;
using Sizing.Tool.Accuracy.Report;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>The files of <c>data/measurements</c>, replayed once for all tests.</summary>
internal static class CommittedRows
{
    private static readonly Dictionary<string, Lazy<AccuracyReport>> Reports =
        new[] { "inference.csv", "training.csv" }.ToDictionary(name => name, name => new Lazy<AccuracyReport>(() => AccuracyReport.Of(File(name))));

    internal static IReadOnlyList<string> Names => [.. Reports.Keys];

    internal static AccuracyReport Report(string name) => Reports[name].Value;

    internal static IEnumerable<ReportRow> Rows(string name) => ReportRow.Of(Report(name), File(name));

    private static MeasurementFile File(string name) => MeasurementFile.Read(Repository.File("data", "measurements", name));
}
