using System.CommandLine;

namespace Sizing.Tool.Verbs;

/// <summary>The <c>sizing</c> command: its verbs, and the exit codes of DESIGN.</summary>
internal static class CommandLine
{
    /// <summary>Everything was done.</summary>
    internal const int Done = 0;

    /// <summary>The answer is no: it does not fit, a cell failed, outputs differ.</summary>
    internal const int No = 1;

    /// <summary>Bad usage or input; one sentence on stderr.</summary>
    internal const int BadInput = 2;

    /// <summary>Runs one verb and returns its exit code.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (Usage.ProblemOf(parsed) is { } usage)
            return Refuse(usage);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (SizingException problem)
        {
            return Refuse(problem.Message);
        }
    }

    private static RootCommand Root() => new("Sizes language models: parameters, memory, GPUs, time and cost.")
    {
        ParamsVerb.Create(),
        KvVerb.Create(),
        ModelsVerb.Create(),
        InferVerb.Create(),
        TrainVerb.Create(),
        PlanVerb.Create(),
        VerifyVerb.Create(),
        AccuracyVerb.Create(),
        CalibrateVerb.Create(),
        GpusVerb.Create(),
        SystemsVerb.Create(),
        WeightsVerb.Create(),
        CheckDataVerb.Create(),
        ExportVerb.Create(),
        RunVerb.Create(),
        NotebooksVerb.Create(),
        KernelVerb.Create(),
        WorkerVerb.Create(),
    };

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return BadInput;
    }
}
