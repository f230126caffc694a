using Sizing.Models;

namespace Sizing.Data;

/// <summary>One check of the data: what it looks at, and a function that finds its problems.</summary>
/// <param name="File">The file or folder it looks at.</param>
/// <param name="Find">Returns the problems found in a data source; empty when it is sound.</param>
public sealed record DataCheck(string File, Func<DataSource, IReadOnlyList<DataProblem>> Find)
{
    /// <summary>Every check of the project's data, in the order in which they are reported.</summary>
    public static IReadOnlyList<DataCheck> All { get; } =
    [
        new(GpuTable.File, HardwareChecks.Gpus),
        new(SystemTable.File, HardwareChecks.Systems),
        new(EngineTable.VersionsFile, EngineChecks.Versions),
        new(FormatTable.File, EngineChecks.Formats),
        new(EngineTable.FileOf(EngineKind.Vllm), source => EngineChecks.Figures(EngineKind.Vllm, source)),
        new(SpeedTable.File, EngineChecks.Speed),
        new(PriceTable.File, HardwareChecks.Prices),
        new(MigTable.File, HardwareChecks.MigProfiles),
        new(AllReduceTable.File, HardwareChecks.AllReduce),
        new(LinkTable.File, HardwareChecks.Links),
        new(AssumptionTable.File, HardwareChecks.Assumptions),
        new(ModelCatalog.IndexFile, ModelChecks.Index),
        new("models", ModelChecks.Files),
        new(FrameworkTable.File, TrainingChecks.Frameworks),
        new(LossTable.File, TrainingChecks.Losses),
        new(RemedyTable.File, PlanningChecks.Remedies),
        new(EndOfLifeTable.File, PlanningChecks.Ends),
        new(ComputeRatesTable.File, TrainingChecks.Rates),
        new(StepConstantsTable.File, TrainingChecks.Steps),
    ];

    /// <summary>Runs the check; a file that cannot be read is a problem like any other.</summary>
    public IReadOnlyList<DataProblem> Run(DataSource source)
    {
        try
        {
            return Find(source);
        }
        catch (SizingException problem)
        {
            return [new(File, 0, "", problem.Message.TrimEnd('.'), "restore the file")];
        }
    }
}
