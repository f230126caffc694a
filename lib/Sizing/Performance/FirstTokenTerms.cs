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
            Term.Computed("From text to tokens", TermKind.Overhead, Seconds(point.TextReading), FirstToken.Reading,
                new("I", "tokens of the prompt", Amount.Of(model.Work.Text, Unit.Tokens)), constants.Input("q", "time of a token", "text_token")),
            Term.Computed("Steps that pass", TermKind.Overhead, Seconds(point.PassingSteps), FirstToken.PassingSteps,
                constants.Input("n", "steps from arrival to first token", "first_token_steps"), new("h", "steps that a prompt is held back", model.Work.HeldSteps), new("r", "steps between looks for requests", model.Work.PollSteps), new("t", "time of a step", Seconds(point.Step.Total))),
            Prompt(model),
            rate is { } arriving
                ? Term.Computed("Wait for prompts of others", TermKind.Other, Seconds(point.PromptWait), FirstToken.RandomWait, new("λ", "requests per second of a replica that computes prompts", arriving / model.Work.PrefillReplicas), prompt)
                : Term.Computed("Wait for prompts of others", TermKind.Other, Seconds(point.PromptWait), FirstToken.BurstWait,
                    constants.Input("v", "share of the others' prompts that is met by chance", "burst"), new("s", "share that is met because all started at once", model.Work.StartShare), new("C", "clients served at a time", Amount.Of(model.Work.SequencesOfStage(point.Sequences) / model.Work.PrefillReplicas, Unit.Sequences)), prompt),
        ];
        Input held = new("T", "time a sequence keeps its slot", Seconds(point.Held));
        if (model.Work.SentBytes > 0)
            terms.Add(Term.Computed("Sending the prompt's cache", TermKind.KvCache, Seconds(point.CacheTransfer), FirstToken.CacheTransfer,
                new("α", "latency of a message", Seconds(model.Rates.NetworkSeconds)), new("K", "bytes of the prompt's cache that a GPU receives", Amount.Of(model.Work.SentBytes, Unit.Bytes)),
                StepTerms.Network(model, model.Rates.CacheLinkBytesPerSecond)));
        if (point.SlotWait > 0)
            terms.Add(model.Work.QueuedRounds > 0 ? Term.Computed("Wait for a slot", TermKind.Other, Seconds(point.SlotWait), FirstToken.QueueWait,
                new("N", "requests that arrive at once", clients * model.Work.QueuedRounds), new("B", "sequences at a time", Amount.Of(slots, Unit.Sequences)), held)
                : Term.Computed("Wait for a slot", TermKind.Other, Seconds(point.SlotWait), FirstToken.SlotWait,
                constants.Input("w", "share of the steady state's wait", "slot_wait"), new("C", "clients of a replica", clients), new("B", "sequences at a time", Amount.Of(slots, Unit.Sequences)), held));
        return Term.Sum("Time to first token", TermKind.Other, terms);
    }

    private static Term Prompt(SpeedModel model)
    {
        var (work, rates) = (model.Work, model.Rates);
        List<Term> parts = [Matrices(model), StepTerms.Multiply("Attention", work.Prompt, StepTime.PromptAttention(work), StepTerms.Attention(model))];
        if (work.Experts > 0)
            parts.Add(Experts(model));
        if (rates.AllReduce is { } times)
            parts.Add(StepTerms.PromptExchange(model, times, work.Prompt, new("k", "share that is not hidden", 1)));
        if (work.Crossings > 0)
            parts.Add(StepTerms.Sending(model, "Sending the prompt to other servers", work.Crossings * work.PromptChunks, work.Prompt / work.PromptChunks));
        var whole = Term.Sum("Work of the prompt", TermKind.Activations, parts);
        if (work.Stages > 1)
            whole = Term.Computed("Work of the prompt in stages", TermKind.Activations,
                Seconds(FirstToken.Pipelined(whole.Value.Value, work.PromptChunks, work.Stages)), FirstToken.Pipelined,
                new("P", "time of all its chunks in all stages", whole.Value, whole), new("c", "chunks", work.PromptChunks), new("p", "pipeline stages", work.Stages));
        return Term.Maximum("The prompt itself", TermKind.Activations, whole, Start(model));
    }

    private static Term Matrices(SpeedModel model) => Term.Maximum("Matrices", TermKind.Weights,
        StepTerms.Read("Reading weights", TermKind.Weights, model.Work.PromptChunks * model.Work.CommonBytes, StepTerms.Rate(model, model.Rates.WeightBytesPerSecond, model.ReadConstant), "read for each chunk"),
        StepTerms.Multiply("Multiplying", model.Work.Prompt, model.Work.CommonFlops, StepTerms.Arithmetic(model), StepTerms.Computed(model).From));

    private static Term Experts(SpeedModel model) => Term.Maximum("Routed experts", TermKind.Weights,
        StepTerms.Read("Reading routed experts", TermKind.Weights, FirstToken.ExpertBytes(model.Work), StepTerms.Rate(model, model.Rates.ExpertBytesPerSecond, "expert_read"), "of the experts that each chunk uses"),
        StepTerms.Multiply("Multiplying with routed experts", FirstToken.ExpertTokens(model.Work), model.Work.ExpertFlops, StepTerms.ExpertArithmetic(model)));

    /// <summary>The start of kernels: by the host, or from CUDA graphs, where it takes what it takes in a decoding step.</summary>
    private static Term Start(SpeedModel model)
    {
        var (work, constants) = (model.Work, model.Constants);
        if (FirstToken.IsCaptured(work, model.Rates))
            return StepTerms.Layers(model);
        List<Input> inputs = [new("L", "layers", work.Layers), constants.Input("l", "time to start a layer", "launch")];
        if (work.ExpertLayers > 0)
            inputs.AddRange(new("L", "layers with routed experts", work.ExpertLayers), StepTerms.ExpertTime(model, "l", "time to start routed experts", "expert_launch"));
        if (work.LatentLayers > 0)
            inputs.AddRange(new("L", "layers with latent attention", work.LatentLayers), constants.Input("l", "time to start latent attention", "latent_launch"));
        return Term.Computed("Starting kernels one by one", TermKind.Overhead,
            Seconds(FirstToken.Launching(work.PromptChunks, work, model.Rates)), FirstToken.Launching, [new("c", "chunks", work.PromptChunks), .. inputs]);
    }

    private static Amount Seconds(double seconds) => Amount.Of(seconds, Unit.Seconds);
}
