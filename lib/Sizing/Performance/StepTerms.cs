using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>A decoding step as a tree: every millisecond with its formula, inputs and sources. The numbers are those of <see cref="StepTime"/>.</summary>
internal static class StepTerms
{
    internal static Term Of(SpeedModel model, in OperatingPoint point)
    {
        var sequences = point.Sequences;
        var stage = model.Work.SequencesOfStage(sequences);
        var terms = new List<Term> { Common(model, stage * model.Work.TokensPerStep), Cache(model, stage), Layers(model), Sequences(model, stage) };
        if (model.Work.PrefillShare == 0 && point.OtherSequences > 0)
            terms.Insert(2, Prompts(model, stage, point.OtherSequences));
        if (model.Work.Experts > 0)
            terms.Insert(1, Experts(model, stage * model.Work.TokensPerStep));
        if (model.Work.SampledLogits > 0)
            terms.Add(Sampling(model, stage));
        if (model.Rates.AllReduce is { } times)
            terms.Add(Exchange(model, times, stage));
        if (model.Work.Crossings > 0)
            terms.Add(Sending(model, stage * model.Work.TokensPerStep));
        if (model.Work.HostSeconds > 0)
            terms.Add(Term.Given("Waiting for the host", TermKind.Overhead, Seconds(model.Work.HostSeconds), new("the caller", "ServingLoad.HostSeconds")));
        return Term.Sum("Decoding step", TermKind.Other, terms) with
        {
            Note = model.Work.Stages > 1 ? $"each of {model.Work.Stages} pipeline stages works on {stage:0.#} of {sequences:0.#} sequences at a time" : null,
        };
    }

    private static Term Common(SpeedModel model, double tokens) => Term.Maximum("Matrices outside routed experts", TermKind.Weights,
        Read("Reading weights", TermKind.Weights, model.Work.CommonBytes, Rate(model, model.Rates.WeightBytesPerSecond, model.ReadConstant), "read at every step"),
        Multiply("Multiplying", tokens, model.Work.CommonFlops, Arithmetic(model)));

    private static Term Experts(SpeedModel model, double tokens)
    {
        var work = model.Work;
        var share = StepTime.ExpertShare(work, tokens);
        var all = tokens * work.AttentionReplicas;
        var covered = Term.Computed("Share of experts that a step uses", TermKind.Other, share, ExpertCoverage.Share,
            new("E", "routed experts", work.Experts), new("k", "experts of a token", work.ExpertsPerToken), new("T", "tokens of the step", Amount.Of(all, Unit.Tokens)));
        var read = Read("Reading routed experts", TermKind.Weights, work.ExpertBytes * share, Rate(model, model.Rates.ExpertBytesPerSecond, "expert_read"), "of the experts in use");
        return Term.Maximum("Routed experts", TermKind.Weights,
            read with { Inputs = [.. read.Inputs, new("c", "share of the experts in use", share, covered)] },
            Multiply("Multiplying with routed experts", all, work.ExpertFlops, ExpertArithmetic(model)));
    }

    private static Term Cache(SpeedModel model, double sequences) =>
        Read("Reading the cache", TermKind.KvCache, sequences * model.Work.CacheBytes, Rate(model, model.Rates.CacheBytesPerSecond, "cache_read"),
            $"of {sequences:0.#} sequences at their mean length");

    private static Term Prompts(SpeedModel model, double stage, double sequences)
    {
        var work = model.Work;
        var prompts = work.FullestPrompts(sequences);
        var tokens = work.Prompt * prompts;
        Input each = new("p", "prompts of a replica in a step", prompts);
        var carried = Term.Computed("Tokens of prompts in a step", TermKind.Other, Amount.Of(StepTime.PromptTokens(sequences, work.Prompt, work.Answer), Unit.Tokens), StepTime.PromptTokens,
            Others(stage, sequences), Computed(model), new("O", "tokens of an answer", work.Answer));
        if (work is { AttentionReplicas: > 1, HeldSteps: 0 })
        {
            each = new("p", "prompts of the fullest replica in a step", prompts, Term.Computed("Prompts of the fullest replica in a step", TermKind.Other, prompts, AttentionRanks.FullestPrompts,
                new("λ", "prompts that arrive at a replica in a step", sequences / work.Answer), new("R", "replicas of the attention", work.AttentionReplicas)));
            carried = Met(model, each, 1);
        }

        List<Term> parts =
        [
            Multiply("Matrices", tokens, work.CommonFlops, Arithmetic(model), carried),
            Multiply("Attention", tokens, StepTime.PromptAttention(work), Attention(model), carried),
        ];
        if (work.Experts > 0)
            parts.Add(Multiply("Routed experts of prompts", tokens * work.PromptsMet(sequences), work.ExpertFlops, ExpertArithmetic(model), work.AttentionReplicas > 1 ? Met(model, each, work.PromptsMet(sequences)) : carried));
        if (model.Rates.AllReduce is { } times)
            parts.Add(PromptExchange(model, times, tokens, model.Constants.Input("k", "share that is not hidden", "all_reduce")));
        return Term.Sum("Share of other requests' prompts", TermKind.Activations, parts);
    }

    /// <summary>Tokens of the prompts that meet in a step.</summary>
    private static Term Met(SpeedModel model, Input each, double replicas) => Term.Computed(
        "Tokens of prompts in a step", TermKind.Other, Amount.Of(StepTime.TokensMet(each.Value.Value, model.Work.Prompt, replicas), Unit.Tokens), StepTime.TokensMet,
        each, Computed(model), new("r", model.Work.PadsReplicas && replicas > 1 ? "replicas that meet, all padded to the fullest" : "replicas that meet", replicas));

    private static Input Others(double stage, double others)
    {
        var value = Amount.Of(others, Unit.Sequences);
        return new("B", "sequences whose prompts are met", value, others == stage ? null : Term.Computed("Sequences of other clients", TermKind.Other, value, StepTime.OtherSequences,
            new("B", "sequences", Amount.Of(stage, Unit.Sequences)), new("b", "the client's own", Amount.Of(stage - others, Unit.Sequences))));
    }

    /// <summary>The all-reduces of prompt tokens.</summary>
    internal static Term PromptExchange(SpeedModel model, AllReduceTimes times, double tokens, Input share)
    {
        var chunk = times.Term(StepTime.ChunkTokens * model.Work.MessageBytes);
        return Term.Computed("All-reduces of prompts", TermKind.Temporary,
            Seconds(StepTime.PromptExchangeSeconds(model.Work.Layers, share.Value.Value, tokens, chunk.Value.Value)), StepTime.PromptExchangeSeconds,
            new("L", "layers", model.Work.Layers), share, new("T", "tokens of prompts", Amount.Of(tokens, Unit.Tokens)), new("t", "time of one of a chunk", chunk.Value, chunk));
    }

    internal static Term Layers(SpeedModel model)
    {
        var work = model.Work;
        (int Count, string Kind, string Constant)[] kinds =
        [
            (work.RecurrentLayers, "a mixer with a state", "recurrent_layer"),
            (work.LatentLayers, "latent attention", "latent_layer"),
            (work.IndexerLayers, "a sparse indexer", "indexer_layer"),
            (work.BlockScaledLayers, "block scales", "block_scale_layer"),
        ];
        List<Input> inputs = [new("L", "layers", work.Layers), model.Constants.Input("c", "fixed time of a layer", "layer")];
        if (work.ExpertLayers > 0)
            inputs.AddRange(new("L", "layers with routed experts", work.ExpertLayers), ExpertTime(model, "c", "fixed time of routed experts", "expert_layer"));
        foreach (var (count, kind, constant) in kinds.Where(kind => kind.Count > 0))
            inputs.AddRange(new("L", $"layers with {kind}", count), model.Constants.Input("c", $"fixed time of {kind}", constant));
        return Term.Computed("Kernel launches and other fixed times of layers", TermKind.Overhead, Seconds(StepTime.LayerSeconds(model.Work, model.Rates)), StepTime.LayerSeconds, [.. inputs]);
    }

    /// <summary>A fixed time of routed experts, with the share of it that remains where one kernel does their work.</summary>
    internal static Input ExpertTime(SpeedModel model, string symbol, string meaning, string constant)
    {
        var (apart, fused) = (model.Constants.Input("c", "kernels one after another", constant), model.Constants.Input("f", "share that remains in one kernel", "fused_experts"));
        var seconds = Seconds(StepTime.ExpertSeconds(apart.Value.Value, fused.Value.Value));
        return new(symbol, meaning, seconds, Term.Computed(meaning, TermKind.Overhead, seconds, StepTime.ExpertSeconds, apart, fused));
    }

    private static Term Sequences(SpeedModel model, double sequences) => Term.Computed(
        "Scheduler and sampler", TermKind.Overhead, Seconds(StepTime.SequenceSeconds(sequences, model.Rates.SequenceSeconds)), StepTime.SequenceSeconds,
        new("B", "sequences", Amount.Of(sequences, Unit.Sequences)), model.Constants.Input("s", "time of a sequence", "sequence"));

    private static Term Sampling(SpeedModel model, double sequences) => Term.Computed(
        "Sorting logits", TermKind.Temporary, Seconds(StepTime.SamplingSeconds(sequences, model.Work.SampledLogits, model.Rates.LogitSeconds)), StepTime.SamplingSeconds,
        new("B", "sequences", Amount.Of(sequences, Unit.Sequences)), new("V", "logits of each", model.Work.SampledLogits), model.Constants.Input("q", "time of a logit", "logit"));

    private static Term Exchange(SpeedModel model, AllReduceTimes times, double sequences)
    {
        var (work, rates) = (model.Work, model.Rates);
        var one = times.Term(sequences * work.TokensPerStep * work.MessageBytes);
        return Term.Computed("All-reduces", TermKind.Temporary, Seconds(StepTime.ExchangeSeconds(work.Layers, rates.ExchangeShare, one.Value.Value)), StepTime.ExchangeSeconds,
            new("L", "layers", work.Layers), model.Constants.Input("k", "share that is not hidden", "all_reduce"), new("t", "time of one", one.Value, one));
    }

    /// <summary>The computed tokens of a prompt, with the share that the prefix cache holds where there is one.</summary>
    internal static Input Computed(SpeedModel model)
    {
        var tokens = Amount.Of(model.Work.Prompt, Unit.Tokens);
        return model.Request.PrefixHit == 0 ? new("I", "computed tokens of a prompt", tokens)
            : new("I", "computed tokens of a prompt", tokens, Term.Computed("Computed tokens of a prompt", TermKind.Other, tokens, FirstToken.ComputedTokens,
                new("I", "tokens of the prompt", model.Request.Input), new("h", "share that the prefix cache holds", model.Request.PrefixHit)));
    }

    /// <summary>The time per output token: the step, or its share of each token that it yields where tokens are drafted.</summary>
    internal static Term PerToken(SpeedModel model, Term step) => model.Request.Drafted == 0 ? step
        : Term.Computed("Time per output token", TermKind.Other, Seconds(Speculation.TimePerToken(step.Value.Value, model.Work.Yield)), Speculation.TimePerToken,
            new("t", "time of a step", step.Value, step),
            new("n", "tokens that a step yields", model.Work.Yield, Term.Computed("Tokens of a step", TermKind.Other, model.Work.Yield, Speculation.TokensOfStep,
                new("a", "chance that a drafted token is accepted", model.Request.Accepted), new("g", "drafted tokens", model.Request.Drafted))));

    private static Term Sending(SpeedModel model, double tokens) => Sending(model, "Sending hidden states to other servers", model.Work.Crossings, tokens);

    /// <summary>Hidden states of some tokens on their way through servers.</summary>
    internal static Term Sending(SpeedModel model, string name, double crossings, double tokens)
    {
        var (work, rates) = (model.Work, model.Rates);
        return Term.Computed(name, TermKind.Temporary, Seconds(StepTime.SendSeconds(crossings, rates.NetworkSeconds, tokens * work.MessageBytes, rates.NetworkBytesPerSecond)), StepTime.SendSeconds,
            new("x", "boundaries of stages between servers", crossings), new("α", "latency of a message", Seconds(rates.NetworkSeconds)),
            new("m", "bytes of the hidden states", Amount.Of(tokens * work.MessageBytes, Unit.Bytes)), Network(model, rates.NetworkBytesPerSecond));
    }

    /// <summary>The network of one GPU, with where it comes from.</summary>
    internal static Input Network(SpeedModel model, double reached)
    {
        var link = Catalog.Network(model.Setup.Gpu, model.Setup.Asked.System).Link;
        return new("B", $"{link.Name}, one GPU", Amount.Of(reached, Unit.BytesPerSecond), Reached("Network that is reached", reached, Unit.BytesPerSecond,
            new("η", "part of it that is reached", link.Behaviour.Efficiency), new("P", link.Name, Amount.Of(reached / link.Behaviour.Efficiency, Unit.BytesPerSecond))));
    }

    internal static Term Read(string name, TermKind kind, double bytes, Input rate, string what) =>
        Term.Computed(name, kind, Seconds(StepTime.Reading(bytes, rate.Value.Value)), StepTime.Reading, new("W", $"bytes {what}", Amount.Of(bytes, Unit.Bytes)), rate);

    internal static Term Multiply(string name, double tokens, double flops, Input rate, Term? counted = null) =>
        Term.Computed(name, TermKind.Activations, Seconds(StepTime.Multiplying(tokens, flops, rate.Value.Value)), StepTime.Multiplying,
            new("T", "tokens", Amount.Of(tokens, Unit.Tokens), counted), new("F", "operations of a token on a GPU", Amount.Of(flops, Unit.Flops)), rate);

    internal static Input Rate(SpeedModel model, double reached, string constant) => new("B", "bandwidth that is reached", Amount.Of(reached, Unit.BytesPerSecond),
        Reached("Bandwidth that is reached", reached, Unit.BytesPerSecond, model.Constants.Input("η", "share that is reached", constant),
            new("P", $"bandwidth of a {model.Setup.Gpu.Name}", Amount.Of(model.Setup.Gpu.BandwidthBytesPerSecond, Unit.BytesPerSecond))));

    internal static Input Arithmetic(SpeedModel model) => new("R", "rate that is reached", Amount.Of(model.Rates.FlopsPerSecond, Unit.FlopsPerSecond),
        Reached("Rate that is reached", model.Rates.FlopsPerSecond, Unit.FlopsPerSecond, model.Constants.Input("η", "share that is reached", model.MatrixConstant), Peak(model)));

    internal static Input ExpertArithmetic(SpeedModel model) => new("R", "rate that is reached", Amount.Of(model.Rates.ExpertFlopsPerSecond, Unit.FlopsPerSecond),
        Reached("Rate that experts reach", model.Rates.ExpertFlopsPerSecond, Unit.FlopsPerSecond, model.Constants.Input("η", "share that experts reach of dense matrices", "expert_matrix"),
            new("P", "rate of dense matrices", Amount.Of(model.Rates.FlopsPerSecond, Unit.FlopsPerSecond), Arithmetic(model).From)));

    internal static Input Attention(SpeedModel model) => new("R", "rate that is reached", Amount.Of(model.Rates.AttentionFlopsPerSecond, Unit.FlopsPerSecond),
        Reached("Rate that attention reaches", model.Rates.AttentionFlopsPerSecond, Unit.FlopsPerSecond, model.Constants.Input("η", "share that is reached", "attention"),
            new("P", $"dense peak of a {model.Setup.Gpu.Name} in 16 bits", Amount.Of(model.AttentionPeak, Unit.FlopsPerSecond))));

    private static Input Peak(SpeedModel model) =>
        new("P", $"dense peak of a {model.Setup.Gpu.Name} in {model.Format}", Amount.Of(model.Peak, Unit.FlopsPerSecond));

    private static Term Reached(string name, double value, Unit unit, Input share, Input peak) =>
        Term.Computed(name, TermKind.Other, Amount.Of(value, unit), Efficiency.Reached, share, peak);

    private static Amount Seconds(double seconds) => Amount.Of(seconds, Unit.Seconds);
}
