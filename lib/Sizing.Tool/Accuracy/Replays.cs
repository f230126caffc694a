namespace Sizing.Tool.Accuracy;

/// <summary>Every replay that the command knows; the first that knows a row predicts it.</summary>
internal static class Replays
{
    internal static IReadOnlyList<IReplay> Of(MeasuredModels models) =>
        [new StatesReplay(), new GaLoreReplay(), new PublishedReplay(), new TrainingReplay(models), new CacheReplay(models), new ServingReplay(models), new SpeedReplay(models), new RecommendedReplay(models), new AllReduceReplay()];
}
