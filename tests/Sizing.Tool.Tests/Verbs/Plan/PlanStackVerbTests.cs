using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Plan;

public sealed class PlanStackVerbTests
{
    [Fact]
    public async Task A_rag_stack_is_placed_on_the_machine_at_hand()
    {
        var run = await CommandRun.Of(
            "plan", "stack", "--model", "llama-3.1-8b-instruct", "--beside", "BAAI/bge-m3:16", "--beside", "BAAI/bge-reranker-v2-m3:16", "--context", "8192", "--concurrency", "8",
            "--have", "1x RTX A6000", "--json");
        using var answer = JsonDocument.Parse(run.Output);
        var stack = answer.RootElement.GetProperty("stacks")[0];

        Assert.Equal((0, true, 3), (run.ExitCode, stack.GetProperty("fits").GetBoolean(), stack.GetProperty("places").GetArrayLength()));
    }

    [Fact]
    public async Task Keeping_buying_and_renting_are_compared()
    {
        var run = await CommandRun.Of("plan", "infer", "--model", "llama-3.1-8b", "--input", "1000", "--output", "200", "--rate", "1", "--have", "2x RTX A6000", "--compare");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Break-even against: Keep 2 × RTX A6000; spent after 60 months", run.Output, StringComparison.Ordinal);
        Assert.Contains("Host memory", run.Output, StringComparison.Ordinal);
    }
}
