using Sizing.Answers;
using Sizing.Training;

namespace Sizing.Live;

/// <summary>What a page asks about training.</summary>
internal sealed class TrainingQuestion(ReadModels models) : IQuestion
{
    public IEnumerable<Control> Controls() =>
    [
        Control.List("model", Catalog.ModelNames),
        Control.List("gpu", Catalog.Gpus.Select(gpu => gpu.Name)),
        Control.Number("gpus"),
        Control.Plan(),
        Control.List("zero", TrainingNames.ZeroStages.Names, isAutomatic: true),
        Control.List("method", TrainingNames.Methods),
        Control.Number("rank", isAutomatic: true),
        Control.List("optimizer", [.. Optimizer.All.Select(optimizer => optimizer.Name), "galore-adamw", "galore-adamw-8bit", "apollo"]),
        Control.List("precision", TrainingNames.Precisions.Names, isAutomatic: true),
        Control.List("recompute", TrainingNames.Recomputes.Names),
        Control.Number("sequence"),
        Control.Number("micro-batch"),
        Control.Number("accumulation"),
        Control.List("framework", Catalog.TrainingFrameworks.Select(framework => framework.Name)),
        Control.Number("tokens", isAutomatic: true),
        Control.Number("price", isAutomatic: true),
    ];

    public IEnumerable<string> Plans(IReadOnlyDictionary<string, string> settings)
    {
        var run = Read(settings);
        return ParallelDegrees.Of(run.Model, run.Plan.Gpus)
            .Select(degrees => TrainingPlanText.Of(new() { Data = degrees.Data, Tensor = degrees.Tensor, Pipeline = degrees.Pipeline }));
    }

    public Answer Answer(IReadOnlyDictionary<string, string> settings) => TrainingAnswer.Of(Read(settings));

    public string Code(IReadOnlyDictionary<string, string> settings) => TrainingCode.Of(Read(settings));

    private TrainingRun Read(IReadOnlyDictionary<string, string> settings) => TrainingText.Read(settings, models.Find);
}
