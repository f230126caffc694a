using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>What the README says of serving memory, on the measured rows.</summary>
[Collection(CommittedRows.Collection)]
public sealed class ServingClaimTests(CommittedRows committed)
{
    /// <summary>Tokens, blocks and sequences that vLLM logs beside the pool they come from.</summary>
    [Fact]
    public void Capacity_from_the_logged_pool_is_within_a_fifth_of_a_percent_for_95_in_100_rows()
    {
        var rows = PoolReplay.Of(CommittedRows.File("inference.csv")).ToList();

        Assert.True(rows.Count > 100, $"{rows.Count} rows");
        Assert.True(rows.Count(row => Math.Abs(row.Ratio - 1) <= 0.002) >= 0.95 * rows.Count, string.Join(", ", rows.Where(row => Math.Abs(row.Ratio - 1) > 0.002)));
    }

    /// <summary>Llama-3.2-11B-Vision is left out: its profile run encodes the images of 128 sequences (vllm-project/vllm#12126).</summary>
    [Fact]
    public void Activation_peaks_of_dense_models_are_within_a_fifth()
    {
        var errors = committed.Report("inference.csv").Rows
            .Where(row => row.Row.Quantity == "activation_bytes" && row.Row.Id != "iss_llama32_11b_v_act" && IsDense(row.Row))
            .Select(row => Math.Abs(row.Error!.Value)).Order().ToList();

        Assert.True(errors.Count > 40, $"{errors.Count} rows");
        Assert.InRange(errors[errors.Count / 2], 0, 0.05);
        Assert.InRange(errors[^1], 0, 0.2);
    }

    private static bool IsDense(Measurement row) =>
        CommittedRows.File("inference.csv").Models.Of(row).Layers.All(layer => layer.FeedForward is not Sizing.Models.MixtureOfExperts);
}
