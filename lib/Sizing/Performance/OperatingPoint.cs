using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>How one replica runs under some traffic. The fast path: numbers only.</summary>
public readonly record struct OperatingPoint
{
    /// <summary>Halvings of the slots that a search scans from below: more sequences need not finish more requests, and a replica rests where the fewest do.</summary>
    private const int Scans = 16;

    /// <summary>Bisections between two of them.</summary>
    private const int Turns = 26;

    /// <summary>Sequences that run at a time.</summary>
    public double Sequences { get; private init; }

    /// <summary>Of the sequences of a stage, those whose prompts a client meets while it is answered.</summary>
    public double OtherSequences { get; private init; }

    /// <summary>The parts of a step that a client sees: its own prompt is none of them where the same clients ask again and again.</summary>
    public StepTime Step { get; private init; }

    /// <summary>Seconds of a step on average, with everyone's prompts.</summary>
    public double MeanStep { get; private init; }

    /// <summary>Seconds for which a sequence keeps its slot: its answer and its own prompt.</summary>
    public double Held { get; private init; }

    /// <summary>Seconds of the step with the median number of prompts.</summary>
    public double MedianStep { get; private init; }

    /// <summary>Seconds between two tokens of a sequence.</summary>
    public double TimePerToken { get; private init; }

    /// <summary>Seconds from arrival to first token.</summary>
    public double TimeToFirstToken { get; private init; }

    /// <summary>Of <see cref="TimeToFirstToken"/>: steps of the engine that pass.</summary>
    public double PassingSteps { get; private init; }

    /// <summary>Of <see cref="TimeToFirstToken"/>: from the prompt's text to its tokens.</summary>
    public double TextReading { get; private init; }

    /// <summary>Of <see cref="TimeToFirstToken"/>: the prompt itself.</summary>
    public double OwnPrompt { get; private init; }

    /// <summary>Of <see cref="TimeToFirstToken"/>: the prompt's cache on its way from the GPUs that computed it.</summary>
    public double CacheTransfer { get; private init; }

    /// <summary>Of <see cref="TimeToFirstToken"/>: the wait for other prompts.</summary>
    public double PromptWait { get; private init; }

    /// <summary>Of <see cref="TimeToFirstToken"/>: the wait for a slot.</summary>
    public double SlotWait { get; private init; }

    /// <summary>Requests per second that the replica finishes.</summary>
    public double RequestsPerSecond { get; private init; }

    /// <summary>The replica with some clients that ask again as soon as they are answered.</summary>
    /// <param name="work">What a step asks of a GPU.</param>
    /// <param name="rates">How fast the engine works on it.</param>
    /// <param name="clients">Clients.</param>
    /// <param name="slots">Most sequences that run at a time: cache and scheduler.</param>
    public static OperatingPoint OfClients(in StepWork work, in StepRates rates, double clients, double slots)
    {
        var sequences = Math.Min(clients, slots);
        var point = At(work, rates, sequences, isClosed: true);
        var wait = FirstToken.BurstWait(work.SequencesOfStage(sequences) / work.PrefillReplicas, rates.Burst, work.StartShare, point.OwnPrompt);
        var slot = work.QueuedRounds > 0 ? FirstToken.QueueWait(work.QueuedRounds * clients, slots, point.Held) : FirstToken.SlotWait(clients, slots, rates.SlotWait, point.Held);
        point = point.Waiting(wait, slot);
        var served = Math.Min(sequences / point.Held, MostPrompts(work, point));
        return point with { RequestsPerSecond = clients < slots ? Math.Min(served, Cycling(clients, point.TimeToFirstToken, work.Answer, point.TimePerToken)) : served };
    }

    /// <summary>Requests per second of clients that each ask again when they are answered; more would be answered sooner than their time says.</summary>
    /// <param name="clients">C: clients.</param>
    /// <param name="first">F: seconds to the first token.</param>
    /// <param name="answer">O: tokens of an answer.</param>
    /// <param name="each">T: seconds of a further token.</param>
    [Formula("C / (F + (O − 1) · T)")]
    [Source("Little 1961, A Proof for the Queuing Formula L = λW", "https://doi.org/10.1287/opre.9.3.383: clients in flight from the rate and the time of a request")]
    public static double Cycling(double clients, double first, double answer, double each) => clients / (first + (answer - 1) * each);

    /// <summary>The replica with requests that arrive at random; the sequences in flight follow from the rate.</summary>
    /// <param name="work">What a step asks of a GPU.</param>
    /// <param name="rates">How fast the engine works on it.</param>
    /// <param name="rate">Requests per second.</param>
    /// <param name="slots">Most sequences that run at a time.</param>
    /// <exception cref="SizingException">The rate is more than the replica can do.</exception>
    public static OperatingPoint OfRate(in StepWork work, in StepRates rates, double rate, double slots)
    {
        var most = MostRequestsPerSecond(work, rates, slots);
        if (rate >= most)
            throw new SizingException($"{rate:0.###} requests per second are more than the {most:0.###} that a replica finishes; take more replicas.");
        var (low, high) = (0.0, slots);
        for (var scan = Scans - 1; scan >= 0; scan--)
        {
            high = slots * Math.Pow(2, -scan);
            if (Served(work, rates, high) >= rate)
                break;
            low = high;
        }

        for (var turn = 0; turn < Turns; turn++)
        {
            var middle = (low + high) / 2;
            if (Served(work, rates, middle) < rate)
                low = middle;
            else
                high = middle;
        }

        var point = At(work, rates, Math.Max(high, 1e-3));
        return point.Waiting(FirstToken.RandomWait(rate / work.PrefillReplicas, point.OwnPrompt), 0) with { RequestsPerSecond = rate };
    }

    /// <summary>Requests per second that a replica finishes with all its slots taken.</summary>
    /// <param name="work">What a step asks of a GPU.</param>
    /// <param name="rates">How fast the engine works on it.</param>
    /// <param name="slots">Most sequences that run at a time.</param>
    public static double MostRequestsPerSecond(in StepWork work, in StepRates rates, double slots)
    {
        var point = At(work, rates, slots);
        return Math.Min(slots / point.Held, MostPrompts(work, point));
    }

    /// <summary>Prompts that the GPUs which compute them alone finish in a second for each replica that decodes; no limit of its own where one GPU does both.</summary>
    private static double MostPrompts(in StepWork work, in OperatingPoint point) => work.PrefillShare > 0 ? work.PrefillShare / point.OwnPrompt : double.PositiveInfinity;

    /// <summary>
    /// The replica with the most requests that it answers within targets when they arrive at random; no requests where even one alone
    /// is too slow. Targets hold on average; the headroom ρ keeps waiting short, so that most requests are near the average.
    /// </summary>
    /// <param name="work">What a step asks of a GPU.</param>
    /// <param name="rates">How fast the engine works on it.</param>
    /// <param name="slots">Most sequences that run at a time.</param>
    /// <param name="targets">F, T: the targets. ρ: the share of what the replica can do at most that it is asked for.</param>
    [Formula("max λ: first token(λ) ≤ F, time per token(λ) ≤ T, λ ≤ ρ · λmax, λ · P ≤ ρ")]
    [Source("Little 1961, A Proof for the Queuing Formula L = λW", "https://doi.org/10.1287/opre.9.3.383: sequences in flight from the rate")]
    [Source("Kleinrock 1975, Queueing Systems, volume 1", "section 5.6: what load makes of waiting")]
    public static OperatingPoint Within(in StepWork work, in StepRates rates, double slots, in LatencyTargets targets)
    {
        var most = targets.Load * MostRequestsPerSecond(work, rates, slots);
        var (low, high, best) = (0.0, slots, default(OperatingPoint));
        for (var scan = Scans - 1; scan >= 0; scan--)
        {
            var point = InFlight(work, rates, slots * Math.Pow(2, -scan));
            if (point.RequestsPerSecond < best.RequestsPerSecond)
                continue;
            if (!Keeps(point, work, most, targets))
            {
                high = point.Sequences;
                break;
            }

            (low, best) = (point.Sequences, point);
        }

        for (var turn = 0; turn < Turns; turn++)
        {
            var point = InFlight(work, rates, (low + high) / 2);
            if (point.RequestsPerSecond >= best.RequestsPerSecond && Keeps(point, work, most, targets))
                (low, best) = (point.Sequences, point);
            else
                high = point.Sequences;
        }

        return best;
    }

    private static bool Keeps(in OperatingPoint point, in StepWork work, double most, in LatencyTargets targets) =>
        point.RequestsPerSecond <= most && point.RequestsPerSecond * point.OwnPrompt <= targets.Load * work.PrefillReplicas && targets.AreMetBy(point);

    /// <summary>Requests per second that keep so many sequences in flight.</summary>
    private static double Served(in StepWork work, in StepRates rates, double sequences) => sequences / At(work, rates, sequences).Held;

    /// <summary>The replica with requests that arrive at random at the rate which keeps so many sequences in flight.</summary>
    private static OperatingPoint InFlight(in StepWork work, in StepRates rates, double sequences)
    {
        var point = At(work, rates, sequences);
        var rate = sequences / point.Held;
        return point.Waiting(FirstToken.RandomWait(rate / work.PrefillReplicas, point.OwnPrompt), 0) with { RequestsPerSecond = rate };
    }

    private static OperatingPoint At(in StepWork work, in StepRates rates, double sequences, bool isClosed = false)
    {
        var mean = StepTime.Of(work, rates, sequences);
        var stage = work.SequencesOfStage(sequences);
        var others = StepTime.OtherSequences(stage, isClosed ? stage / (sequences * work.AttentionReplicas) : 0);
        var step = isClosed ? mean with { Prompts = StepTime.PromptSeconds(work, rates, others, work.FullestPrompts(others)) } : mean;
        return new()
        {
            Sequences = sequences,
            OtherSequences = others,
            Step = step,
            MeanStep = mean.Total,
            Held = Speculation.TimePerToken(mean.Total, work.Yield) * work.Answer,
            MedianStep = step.Decoding + StepTime.PromptSeconds(work, rates, others, StepTime.MedianPrompts(work.FullestPrompts(others))),
            TimePerToken = Speculation.TimePerToken(step.Total, work.Yield),
            TextReading = FirstToken.Reading(work.Text, rates.TextSeconds),
            OwnPrompt = FirstToken.Prompt(work, rates),
            CacheTransfer = work.SentBytes > 0 ? FirstToken.CacheTransfer(rates.NetworkSeconds, work.SentBytes, rates.CacheLinkBytesPerSecond) : 0,
            PassingSteps = FirstToken.PassingSteps(rates.FirstTokenSteps, work.HeldSteps, work.PollSteps, step.Total),
        };
    }

    private OperatingPoint Waiting(double prompts, double slot) =>
        this with { PromptWait = prompts, SlotWait = slot, TimeToFirstToken = TextReading + PassingSteps + OwnPrompt + CacheTransfer + prompts + slot };
}
