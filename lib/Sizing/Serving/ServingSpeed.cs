using Sizing.Explain;
using Sizing.Performance;

namespace Sizing;

/// <summary>
/// How fast a deployment answers under its traffic, and what it draws. Every time is a <see cref="Term"/> whose parts name formula, inputs and
/// sources; ranges hold 80 % of the measured rows of networks that took no part in setting them (<c>data/measurements/folds.md</c>).
/// </summary>
[TypeFormatterSource]
public sealed record ServingSpeed : IEstimate
{
    private readonly int replicas;
    private readonly double clients;
    private readonly double? rate;

    internal ServingSpeed(SpeedModel model, double clients, double? rate, double slots)
    {
        (Model, Slots, this.clients, this.rate) = (model, slots, clients, rate);
        replicas = model.Setup.Plan.Data;
        Point = rate is { } asked ? OperatingPoint.OfRate(model.Work, model.Rates, asked / replicas, slots) : OperatingPoint.OfClients(model.Work, model.Rates, clients / replicas, slots);
        Saturated = OperatingPoint.OfClients(model.Work, model.Rates, slots, slots);
    }

    /// <summary>The step-time model: work, rates, figures.</summary>
    public SpeedModel Model { get; }

    /// <summary>How one replica runs.</summary>
    public OperatingPoint Point { get; }

    /// <summary>How one replica runs with all its slots taken.</summary>
    public OperatingPoint Saturated { get; }

    /// <summary>Sequences that one replica can run at a time: what the cache holds at their mean length, and the scheduler's limit.</summary>
    public double Slots { get; }

    /// <summary>A decoding step, millisecond by millisecond.</summary>
    public Term StepTerm => StepTerms.Of(Model, Point);

    /// <summary>The time per output token: <see cref="StepTerm"/>, divided by what it yields where tokens are drafted.</summary>
    public Term TimePerTokenTerm => StepTerms.PerToken(Model, StepTerm);

    /// <summary>The time to first token by its parts.</summary>
    public Term FirstTokenTerm => FirstTokenTerms.Of(Model, Point, clients / replicas, rate / replicas, Slots);

    /// <summary>Seconds between two tokens of a sequence.</summary>
    public Interval TimePerOutputToken => Around(Point.TimePerToken, Model.Work.Experts > 0 ? "expert_step" : "step");

    /// <summary>
    /// Seconds between two tokens of a sequence, the median over all steps: most steps carry no prompt where answers are long, and the mean of
    /// <see cref="TimePerOutputToken"/> is longer.
    /// </summary>
    public double MedianTimePerOutputToken => Speculation.TimePerToken(Point.MedianStep, Model.Work.Yield);

    /// <summary>Seconds from arrival to first token.</summary>
    public Interval TimeToFirstToken => Around(Point.TimeToFirstToken, "first_token");

    /// <summary>Seconds from arrival to the last token.</summary>
    public Interval RequestTime => TimeToFirstToken.Plus(TimePerOutputToken.Times(Model.Work.Answer - 1));

    /// <summary>Requests per second of clients that wait for their answers, from the times of one; null where slots, prompts or a given rate decide.</summary>
    public Term? RequestsTerm => rate is null && clients / replicas < Slots && OperatingPoint.Cycling(clients / replicas, Point.TimeToFirstToken, Model.Work.Answer, Point.TimePerToken) is var served && served <= Point.RequestsPerSecond
        ? Term.Computed("Requests per second", TermKind.Other, Amount.Of(served * replicas, Unit.RequestsPerSecond), OperatingPoint.Cycling,
            new("C", "clients", clients), new("F", "time to first token", FirstTokenTerm.Value), new("O", "tokens of an answer", Model.Work.Answer), new("T", "time per output token", TimePerTokenTerm.Value)) with
        { Scope = Scope.Cluster }
        : null;

    /// <summary>Output tokens per second of the whole deployment.</summary>
    public Interval OutputTokensPerSecond => RequestsPerSecond.Times(Model.Work.Answer);

    /// <summary>Requests per second of the whole deployment; those that arrive, when a rate was given.</summary>
    public Interval RequestsPerSecond => Model.Setup.Asked.Load.RequestsPerSecond is { } rate ? new(rate, rate, rate)
        : Around(Point.RequestsPerSecond * replicas, Model.Work.Experts > 0 ? "expert_step" : "step").Inverted;

    /// <summary>Most output tokens per second of the whole deployment, with all slots taken.</summary>
    public double MostTokensPerSecond => Saturated.RequestsPerSecond * replicas * Model.Work.Answer;

    /// <summary>Output tokens per second that one user sees.</summary>
    public double TokensPerSecondPerUser => 1 / Point.TimePerToken;

    /// <summary>Output tokens per second of one GPU.</summary>
    public double TokensPerSecondPerGpu => OutputTokensPerSecond.Typical / Gpus;

    /// <summary>GPUs of the whole deployment, those that only compute prompts included.</summary>
    public int Gpus => Model.Setup.Plan.Gpus + Model.Setup.PromptGpus;

    /// <summary>Average power of one GPU.</summary>
    public Term GpuPower => PowerAt(OutputTokensPerSecond.Typical);

    /// <summary>Tokens per second of one prompt that is computed alone.</summary>
    public double PromptTokensPerSecond => Model.Work.Prompt / (Point.OwnPrompt + StepTime.LayerSeconds(Model.Work, Model.Rates));

    /// <summary>Joules of the GPUs for each output token.</summary>
    public double JoulesPerToken => Power.JoulesPerToken(Gpus, GpuPower.Value.Value, OutputTokensPerSecond.Typical);

    /// <summary>What the data sheet alone would say of <see cref="TimePerOutputToken"/>.</summary>
    public double NaiveTimePerOutputToken => NaiveRoofline.Step(Model, Point.Sequences);

    /// <summary>What the data sheet alone would say of <see cref="TimeToFirstToken"/>: the prompt at the peak rate.</summary>
    public double NaiveTimeToFirstToken => NaiveRoofline.Prompt(Model);

    /// <summary>What the data sheet alone would say of <see cref="OutputTokensPerSecond"/>: one token of each sequence in each of its steps.</summary>
    public double NaiveOutputTokensPerSecond => replicas * Point.Sequences / NaiveTimePerOutputToken;

    /// <summary>What the data sheet alone would say of <see cref="GpuPower"/>: the design power in watts; null where it is unknown.</summary>
    public double? NaiveGpuPower => Model.Setup.Gpu.TdpWatts;

    /// <summary>What it answers within the targets of <see cref="ServingLoad"/>, computed at each call; without targets, with short waiting.</summary>
    public ServingTargets Targets() => new(this);

    /// <summary>What tokens cost at this speed, rented and owned, computed at each call.</summary>
    public ServingCosts Costs() => new(this);

    /// <inheritdoc/>
    public string Subject => $"Speed of {Model.Setup.Model.Name} on {Gpus} × {Model.Setup.Gpu.Name}, {Model.Setup.Engine}";

    /// <inheritdoc/>
    public string Summary =>
        $"First token after {Milliseconds(TimeToFirstToken)}, then one every {Milliseconds(TimePerOutputToken)}; {OutputTokensPerSecond.Typical:N0} output tokens/s in total.";

    /// <inheritdoc/>
    public IReadOnlyList<Term> Terms => [TimePerTokenTerm, FirstTokenTerm, .. RequestsTerm is { } requests ? [requests] : Array.Empty<Term>(), GpuPower];

    /// <summary>The same traffic with other figures, as a calibration tries them.</summary>
    public ServingSpeed With(SpeedConstants constants) => new(Model.With(constants), clients, rate, Slots);

    /// <summary>Average power of one GPU at a throughput that was measured or is wanted.</summary>
    /// <param name="tokensPerSecond">Output tokens per second of the whole deployment.</param>
    public Term PowerAt(double tokensPerSecond) => Power.Of(
        Model, Point.Sequences, tokensPerSecond / (replicas * Point.Sequences * Model.Work.Yield));

    /// <summary>Subject and summary.</summary>
    public override string ToString() => $"{Subject}: {Summary}";

    private Interval Around(double typical, string band) => Interval.Around(typical, Model.Constants[band + "_low"], Model.Constants[band + "_high"]);

    private static string Milliseconds(Interval time) => $"{time.Typical * 1e3:N1} ms ({time.Low * 1e3:N1} to {time.High * 1e3:N1})";
}
