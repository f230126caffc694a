using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>Figures of data/engines with their remarks, and what changes between two versions.</summary>
public sealed class EngineFigureTests
{
    [Fact]
    public void A_figure_bears_its_remark_or_none()
    {
        var constants = EngineConstants.Of(ServingEngine.Parse("vllm@0.19.0"));

        Assert.Equal("API server", constants.Term("tokens in a step", "large_batched_tokens").Note);
        Assert.Null(constants.Term("tokens of a block", "block").Note);
    }

    [Fact]
    public void A_change_names_the_source_of_what_is_and_of_what_was_where_nothing_is()
    {
        var changes = EngineConstants.Of(ServingEngine.Parse("vllm@0.6.5")).ChangesTo(EngineConstants.Of(ServingEngine.Parse("vllm@0.8.0"))).ToList();

        Assert.Contains(changes, change => change.StartsWith("large_sequences: 256 sequences → 1,024 sequences (vllm-project/vllm: vllm/engine/arg_utils.py", StringComparison.Ordinal));
        Assert.Contains(changes, change => change.StartsWith("whole_prompt_profile: 1 → none (vllm-project/vllm: vllm/config.py SchedulerConfig", StringComparison.Ordinal));
        Assert.Equal(changes.Order(StringComparer.Ordinal), changes);
    }

    [Theory]
    [InlineData("0.15.9", false)]
    [InlineData("0.16.0", true)]
    [InlineData("0.17.9", true)]
    [InlineData("0.18.0", false)]
    public void A_span_of_versions_has_its_first_and_not_its_last(string version, bool holds) =>
        Assert.Equal(holds, EngineVersions.IsBetween(EngineVersions.Parse(version), new(0, 16, 0), new(0, 18, 0)));
}
