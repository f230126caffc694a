using Sizing.Explain;
using Sizing.Performance;

namespace Sizing;

/// <summary>What the answers of a deployment cost when an hour of all its GPUs costs so much. US dollars.</summary>
public sealed record TokenCosts
{
    internal TokenCosts(Term hour, ServingSpeed speed, double busy)
    {
        var (point, work, requests) = (speed.Point, speed.Model.Work, speed.RequestsPerSecond.Typical * busy);
        var prompts = 1 - point.Step.Decoding / point.MeanStep;
        Hour = hour;
        PerRequest = ServingCost.PerMillionTokens(hour.Value.Value, requests) / 1e6;
        PerMillionOutputWithPrompts = ServingCost.PerMillionTokens(hour.Value.Value, requests * work.Answer);
        PerMillionInput = ServingCost.PerMillionOfKind(hour.Value.Value, prompts, requests * speed.Model.Request.Input);
        PerMillionOutput = ServingCost.PerMillionOfKind(hour.Value.Value, 1 - prompts, requests * work.Answer);
    }

    /// <summary>An hour of the whole deployment, with where it comes from.</summary>
    public Term Hour { get; }

    /// <summary>A month of the whole deployment.</summary>
    public double PerMonth => ServingCost.PerMonth(Hour.Value.Value);

    /// <summary>One request.</summary>
    public double PerRequest { get; }

    /// <summary>A million tokens of answers that pay for their prompts too.</summary>
    public double PerMillionOutputWithPrompts { get; }

    /// <summary>A million tokens of prompts, which pay for the time that prompts take.</summary>
    public double PerMillionInput { get; }

    /// <summary>A million tokens of answers, which pay for the rest of the time.</summary>
    public double PerMillionOutput { get; }
}
