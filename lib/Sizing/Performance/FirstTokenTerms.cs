using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>The time to first token as a tree; the numbers are those of <see cref="OperatingPoint"/>.</summary>
internal static class FirstTokenTerms
{
    internal static Term Of(SpeedModel model, OperatingPoint point, double clients, double? rate, double slots)
    {
        var constants = model.Constants;
        Input prompt = new("P", "time of one prompt", Seconds(point.OwnPrompt));
        List<Term> terms =
        [
            Term.Computed("Steps that pass", TermKind.Overhead, Seconds(point.PassingSteps), FirstToken.PassingSteps,
                constants.Input("n", "steps from arrival to first token", "first_token_steps"), new("t", "time of a step", Seconds(point.Step.Total))),
            Prompt(model),
            rate is { } arriving
                ? Term.Computed("Wait for prompts of others", TermKind.Other, Seconds(point.PromptWait), FirstToken.RandomWait, new("λ", "requests per second of a replica", arriving), prompt)
                : Term.Computed("Wait for prompts of others", TermKind.Other, Seconds(point.PromptWait), FirstToken.BurstWait,
                    constants.Input("u", "share of the others' prompts", "burst"), new("C", "clients served at a time", Amount.Of(model.Work.SequencesOfStage(point.Sequences), Unit.Sequences)), prompt),
        ];
        if (point.SlotWait > 0)
            terms.Add(Term.Computed("Wait for a slot", TermKind.Other, Seconds(point.SlotWait), FirstToken.SlotWait,
                constants.Input("w", "share of the steady state's wait", "slot_wait"), new("C", "clients of a replica", clients), new("B", "sequences at a time", Amount.Of(slots, Unit.Sequences)),
                new("T", "time a sequence keeps its slot", Seconds(point.TimePerToken * model.Work.Answer))));
        return Term.Sum("Time to first token", TermKind.Other, terms);
    }

    private static Term Prompt(SpeedModel model)
    {
        var (work, rates) = (model.Work, model.Rates);
        List<Term> parts = [Matrices("Matrices and attention", work.Prompt, work.CommonFlops + StepTime.PromptAttention(work), rates.FlopsPerSecond)];
        if (work.Experts > 0)
            parts.Add(Matrices("Routed experts", work.Prompt, work.ExpertFlops, rates.ExpertFlopsPerSecond));
        if (rates.AllReduce is { } times)
        {
            var chunk = times.Term(StepTime.ChunkTokens * work.MessageBytes);
            parts.Add(Term.Computed("All-reduces", TermKind.Temporary, Seconds(StepTime.PromptExchangeSeconds(work.Layers, 1, work.Prompt, chunk.Value.Value)), StepTime.PromptExchangeSeconds,
                new("L", "layers", work.Layers), new("k", "share that is not hidden", 1), new("T", "tokens of the prompt", work.Prompt), new("t", "time of one of a chunk", chunk.Value, chunk)));
        }

        return Term.Sum("The prompt itself", TermKind.Activations, parts);
    }

    private static Term Matrices(string name, double tokens, double flops, double rate) => Term.Computed(
        name, TermKind.Activations, Seconds(StepTime.Multiplying(tokens, flops, rate)), StepTime.Multiplying,
        new("T", "computed tokens of the prompt", Amount.Of(tokens, Unit.Tokens)), new("F", "operations of a token on a GPU", Amount.Of(flops, Unit.Flops)),
        new("R", "rate that is reached", Amount.Of(rate, Unit.FlopsPerSecond)));

    private static Amount Seconds(double seconds) => Amount.Of(seconds, Unit.Seconds);
}
