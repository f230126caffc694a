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
                constants.Input("n", "steps from arrival to first token", "first_token_steps"), new("h", "steps that a prompt is held back", model.Work.HeldSteps), new("t", "time of a step", Seconds(point.Step.Total))),
            Prompt(model),
            rate is { } arriving
                ? Term.Computed("Wait for prompts of others", TermKind.Other, Seconds(point.PromptWait), FirstToken.RandomWait, new("λ", "requests per second of a replica", arriving), prompt)
                : Term.Computed("Wait for prompts of others", TermKind.Other, Seconds(point.PromptWait), FirstToken.BurstWait,
                    constants.Input("v", "share of the others' prompts that is met by chance", "burst"), new("s", "share that is met because all started at once", model.Work.StartShare), new("C", "clients served at a time", Amount.Of(model.Work.SequencesOfStage(point.Sequences), Unit.Sequences)), prompt),
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
        List<Term> parts =
        [
            Matrices("Matrices", work.Prompt, work.CommonFlops, rates.FlopsPerSecond),
            Matrices("Attention", work.Prompt, StepTime.PromptAttention(work), rates.AttentionFlopsPerSecond),
        ];
        if (work.Experts > 0)
            parts.Add(Matrices("Routed experts", work.Prompt, work.ExpertFlops, rates.ExpertFlopsPerSecond));
        if (rates.AllReduce is { } times)
            parts.Add(StepTerms.PromptExchange(model, times, work.Prompt, new("k", "share that is not hidden", 1)));
        var whole = Term.Sum("The prompt itself", TermKind.Activations, parts);
        return work.Stages == 1 ? whole : Term.Computed("The prompt itself", TermKind.Activations,
            Seconds(FirstToken.Pipelined(whole.Value.Value, work.PromptChunks, work.Stages)), FirstToken.Pipelined,
            new("P", "time of all its chunks in all stages", whole.Value, whole), new("c", "chunks", work.PromptChunks), new("p", "pipeline stages", work.Stages));
    }

    private static Term Matrices(string name, double tokens, double flops, double rate) => Term.Computed(
        name, TermKind.Activations, Seconds(StepTime.Multiplying(tokens, flops, rate)), StepTime.Multiplying,
        new("T", "computed tokens of the prompt", Amount.Of(tokens, Unit.Tokens)), new("F", "operations of a token on a GPU", Amount.Of(flops, Unit.Flops)),
        new("R", "rate that is reached", Amount.Of(rate, Unit.FlopsPerSecond)));

    private static Amount Seconds(double seconds) => Amount.Of(seconds, Unit.Seconds);
}
