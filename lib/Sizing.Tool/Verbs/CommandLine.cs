using System.CommandLine;
using Sizing.Tool.Verbs.Accuracy;
using Sizing.Tool.Verbs.Infer;
using Sizing.Tool.Verbs.Listings;
using Sizing.Tool.Verbs.Models;
using Sizing.Tool.Verbs.Notebooks;
using Sizing.Tool.Verbs.Plan;
using Sizing.Tool.Verbs.Train;
using Sizing.Tool.Verbs.Verify;

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

    private const int LongestSentence = 2_000;

    /// <summary>An argument is what it says: none names a file with further arguments.</summary>
    private static readonly ParserConfiguration Literally = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one verb and returns its exit code.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args, Literally);
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
        catch (OverflowException)
        {
            return Refuse("The numbers given multiply to more than can be counted; give smaller ones.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Refuse($"A file could not be read or written: {problem.Message}");
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
        Say(sentence);
        return BadInput;
    }

    /// <summary>Prints one line, without the control characters that a name from a file may hold, and no longer than a person reads.</summary>
    internal static void Say(string sentence)
    {
        var shown = sentence.Length <= LongestSentence ? sentence : sentence[..LongestSentence] + "…";
        Console.Error.WriteLine(string.Concat(shown.Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString())));
    }
}
