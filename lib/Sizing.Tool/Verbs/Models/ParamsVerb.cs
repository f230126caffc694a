using System.CommandLine;

namespace Sizing.Tool.Verbs.Models;

/// <summary><c>params</c>: parameters of models, by part.</summary>
internal static class ParamsVerb
{
    internal static Command Create()
    {
        var models = ModelArguments.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line." };
        var verb = new Command("params", "Counts the parameters of models: total, active per token, and by part.") { models, json };
        verb.SetAction(parsed => ModelArguments.ForEach(
            parsed.GetValue(models) ?? [],
            model => Console.WriteLine(parsed.GetValue(json) ? JsonLine.Of(ParamsAnswer.Of(model)) : ParamsTable.Of(model).ToString())));
        return verb;
    }
}
