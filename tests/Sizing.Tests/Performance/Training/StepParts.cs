using Sizing.Data;
using Sizing.Explain;
using Sizing.Performance;
using Sizing.Training;

namespace Sizing.Tests.Performance;

/// <summary>Runs with round shares of the peak, and the parts of their steps.</summary>
internal static class StepParts
{
    /// <summary>The figures of <c>data/training/step.csv</c>.</summary>
    internal static StepConstants Step => TrainingData.Default.Step;

    /// <summary>Llama-2-7B on A100s: matrix products reach half of the peak, attention a fifth, or two fifths where it is tuned.</summary>
    internal static TrainingRun Llama { get; } = Run("meta-llama/Llama-2-7b-hf", "A100 SXM 80GB");

    internal static TrainingRun Run(string model, string gpu) => new(Catalog.Model(model), Catalog.Gpu(gpu))
    {
        Rates = new("", NumberFormat.Bf16, (0.4, 0.5, 0.8), 0.2, 0.4, ""),
    };

    internal static Term? Part(this TrainingRun run, string name) => TrainingCompute.Of(run).Step.Children.SingleOrDefault(part => part.Name == name);

    internal static double Seconds(this TrainingRun run, string name) => run.Part(name)!.Value.Value;

    internal static double Input(this TrainingRun run, string name, string symbol) => run.Part(name)!.Inputs.Single(input => input.Symbol == symbol).Value.Value;
}
