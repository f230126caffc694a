using Sizing.Training.Published;

namespace Sizing.Tool.Accuracy;

/// <summary>Replays GaLore's Table 2, weights and states in BF16 of the paper's LLaMA models, from the formulas of its Table 1.</summary>
/// <remarks>
/// Its cells of LoRA are those of low-rank training and a third of full training, 6.17 = 3.57 + 7.80 / 3, so that embedding and head count twice.
/// </remarks>
internal sealed class GaLoreReplay : IReplay
{
    private const long Vocabulary = 32_000;

    /// <summary>Layers, hidden size and feed-forward width of the paper's configurations.</summary>
    private static readonly Dictionary<string, (long Layers, long Hidden, long Width)> Shapes = new()
    {
        ["LLaMA 60M"] = (8, 512, 1376),
        ["LLaMA 130M"] = (12, 768, 2048),
        ["LLaMA 350M"] = (24, 1024, 2736),
        ["LLaMA 1B"] = (24, 2048, 5461),
    };

    public bool Knows(Measurement row) => row.Quantity == "states_bytes" && Shapes.ContainsKey(row.Model) && row.Notes("no gradients");

    public double Predict(Measurement row)
    {
        var (layers, hidden, width) = Shapes[row.Model];
        long Each(Func<long, long, long> of) => layers * (4 * of(hidden, hidden) + 3 * of(hidden, width));
        var (plain, full) = (2 * Vocabulary * hidden, Each((m, n) => m * n));
        if (row.Text("method") == "full")
            return Stored(full + plain, full + plain);
        var rank = row.Whole("adapter_rank") ?? throw new SizingException("the rank is not stated");
        var factors = Each((m, n) => GaLoreMatrix.LowRankWeights(m, n, rank));
        return row.Text("method") switch
        {
            "galore" => Stored(full + plain, plain) + 2 * Each((m, n) => GaLoreMatrix.GaLoreStates(m, n, rank)),
            "low-rank" => Stored(factors + plain, factors + plain),
            "lora" or "relora" => Stored(full + plain, 0) + Stored(factors + plain, factors + plain),
            var method => throw new SizingException($"the method '{method}' is not one of the table"),
        };
    }

    /// <summary>BF16 weights, and two BF16 moments of what is trained without projection.</summary>
    private static double Stored(long weights, long trained) => 2.0 * weights + 4.0 * trained;
}
