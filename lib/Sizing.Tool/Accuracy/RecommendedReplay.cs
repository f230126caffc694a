namespace Sizing.Tool.Accuracy;

/// <summary>
/// Replays published advice on how many GPUs a model needs: the fewest, doubling from one, on which the engine holds one sequence of
/// the model's longest context.
/// </summary>
/// <param name="models">Finds the models of the rows.</param>
internal sealed class RecommendedReplay(MeasuredModels models) : IReplay
{
    private const int Most = 128;

    public bool Knows(Measurement row) => row.Quantity == "recommended_gpus";

    public double Predict(Measurement row)
    {
        var serving = MeasuredServing.Of(row, models.Of(row)) with { Plan = null };
        for (var gpus = 1; gpus <= Most; gpus *= 2)
            if (Fits(serving with { Gpus = gpus }))
                return gpus;
        throw new SizingException($"it fits on no {Most} GPUs");
    }

    private static bool Fits(Serving serving)
    {
        try
        {
            return serving.Estimate().Fits;
        }
        catch (SizingException)
        {
            return false;
        }
    }
}
