using System.Runtime.InteropServices.JavaScript;
using Sizing.Explain;

namespace Sizing.Live;

/// <summary>What a page asks of the library. Settings and answers are text, because anything richer costs a page its quick start.</summary>
internal static partial class WhatIfExports
{
    private static readonly ReadModels Models = new();

    private static readonly Dictionary<string, IQuestion> Questions = new() { ["serving"] = new ServingQuestion(Models), ["training"] = new TrainingQuestion(Models) };

    /// <summary>The controls of a kind of question: a record each with name, list or number, whether the library may decide, and the values.</summary>
    [JSExport]
    internal static string Controls(string kind)
    {
        var records = new Records();
        foreach (var control in Questions[kind].Controls())
            records.Add(control.Name, [control.Values is null ? "number" : "list", control.IsAutomatic ? "automatic" : "", .. control.Values ?? []]);
        return records.ToString();
    }

    /// <summary>The plans that are possible for the model and the number of GPUs.</summary>
    [JSExport]
    internal static string Plans(string kind, string settings) => Records.Answer(records => records.Add("plan", [.. Questions[kind].Plans(Read(settings))]));

    /// <summary>The answer: subject, summary, figures, warnings, decided settings and the terms with their values.</summary>
    [JSExport]
    internal static string Answer(string kind, string settings) =>
        Records.Answer(records => AnswerRecords.Write(records, Questions[kind].Answer(Read(settings)), withWorking: false));

    /// <summary>The answer with the formula, the inputs and the sources of every term.</summary>
    [JSExport]
    internal static string Working(string kind, string settings) =>
        Records.Answer(records => AnswerRecords.Write(records, Questions[kind].Answer(Read(settings)), withWorking: true));

    /// <summary>Every number of the answer's trees.</summary>
    [JSExport]
    internal static double[] Numbers(string kind, string settings) => [.. Questions[kind].Answer(Read(settings)).Terms.SelectMany(TermNumbers.Of)];

    /// <summary>A notebook cell that gives the same answer.</summary>
    [JSExport]
    internal static string Code(string kind, string settings) => Questions[kind].Code(Read(settings));

    private static Dictionary<string, string> Read(string settings) => settings.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
