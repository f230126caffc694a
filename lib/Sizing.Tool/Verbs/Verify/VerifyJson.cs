using Sizing.Tool.Verify;

namespace Sizing.Tool.Verbs.Verify;

/// <summary>The JSON object that <c>verify</c> prints for a log; its keys are a contract.</summary>
internal static class VerifyJson
{
    internal static string Of(Verification verification)
    {
        var serving = verification.Serving;
        var plan = serving.Plan ?? new();
        return JsonLine.Of(new
        {
            Model = serving.Model.Name,
            Gpu = serving.Gpu.Name,
            plan.Gpus,
            Plan = new { plan.Tensor, plan.Pipeline, plan.Data, plan.Expert, plan.Context },
            Engine = new { serving.Engine!.Name, Version = serving.Engine.Version.ToString() },
            Log = verification.Question.Name,
            Settings = verification.Question.Columns,
            Terms = verification.Terms.Select(term => new
            {
                term.Figure.Quantity,
                Measured = term.Figure.Value,
                term.Replay.Predicted,
                term.Difference,
                term.Replay.Error,
                term.WithLogged,
                term.Explanation,
                term.Replay.Declined,
            }),
            verification.Question.Notes,
        });
    }
}
