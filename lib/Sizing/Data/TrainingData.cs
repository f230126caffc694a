using Sizing.Training;

namespace Sizing.Data;

/// <summary>The facts of <c>data/training</c>, read from one data source when they are first asked for.</summary>
public sealed class TrainingData
{
    private readonly DataSource source;
    private readonly Lazy<IReadOnlyList<TrainingFramework>> frameworks;
    private readonly Lazy<IReadOnlyList<LossCost>> losses;
    private readonly Lazy<IReadOnlyList<ComputeRates>> rates;
    private readonly Lazy<StepConstants> step;

    /// <summary>Creates the tables of a data source; nothing is read yet.</summary>
    public TrainingData(DataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.source = source;
        frameworks = new(() => Sound(FrameworkTable.Read(source.ReadText(FrameworkTable.File))));
        losses = new(() => Sound(LossTable.Read(source.ReadText(LossTable.File))));
        rates = new(() => Sound(ComputeRatesTable.Read(source.ReadText(ComputeRatesTable.File))));
        step = new(() => Sound(StepConstantsTable.Read(source.ReadText(StepConstantsTable.File))));
    }

    /// <summary>The tables of the library, or of the folder that <c>SIZING_DATA</c> names.</summary>
    public static TrainingData Default { get; } = new(DataSource.FromEnvironment());

    /// <summary>Defaults of training frameworks.</summary>
    public IReadOnlyList<TrainingFramework> Frameworks => frameworks.Value;

    /// <summary>A framework with some of its switches set otherwise; the names are the columns of <c>data/training/frameworks.csv</c>.</summary>
    /// <exception cref="SizingException">A switch or its word is unknown.</exception>
    public TrainingFramework Framework(string name, IReadOnlyDictionary<string, string> switches) => FrameworkTable.Read(source.ReadText(FrameworkTable.File), name, switches);

    /// <summary>Costs of loss paths.</summary>
    public IReadOnlyList<LossCost> Losses => losses.Value;

    /// <summary>Achieved shares of peak compute.</summary>
    public IReadOnlyList<ComputeRates> Rates => rates.Value;

    /// <summary>Figures of a step.</summary>
    public StepConstants Step => step.Value;

    private static T Sound<T>((T Items, CsvTable Table) read) =>
        read.Table.Problems.Count == 0 ? read.Items : throw new SizingException($"{read.Table.Problems[0]} (sizing check-data lists all problems).");
}
