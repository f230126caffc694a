namespace Sizing.Tool.Accuracy;

/// <summary>Replays rows about times, rates, power and energy of a serving engine.</summary>
/// <param name="models">Finds the models of the rows.</param>
internal sealed class SpeedReplay(MeasuredModels models) : IReplay
{
    /// <summary>Clients of a source that sends all requests at once.</summary>
    private const int AllAtOnce = 100_000;

    /// <summary>Tokens of a prompt where neither the source nor <see cref="BenchmarkFacts"/> states them.</summary>
    private const int ShortPrompt = 250;

    private static readonly Dictionary<string, Func<Measurement, ServingSpeed, double>> Quantities = new()
    {
        ["tpot_ms"] = (row, speed) => 1e3 * (BenchmarkFacts.Of(row, "median") is null ? speed.TimePerOutputToken.Typical : speed.MedianTimePerOutputToken),
        ["ttft_ms"] = (_, speed) => speed.TimeToFirstToken.Typical * 1e3,
        ["output_tokens_per_second"] = (_, speed) => speed.OutputTokensPerSecond.Typical,
        ["decode_tokens_per_second"] = (_, speed) => speed.OutputTokensPerSecond.Typical,
        ["prefill_tokens_per_second"] = (_, speed) => speed.PromptTokensPerSecond,
        ["power_w"] = (row, speed) => speed.PowerAt(MeasuredRate(row) ?? speed.OutputTokensPerSecond.Typical).Value.Value * speed.Model.Setup.Plan.Gpus,
        ["joules_per_token"] = (_, speed) => speed.JoulesPerToken,
    };

    private static readonly string[] OfOneStream = ["decode_tokens_per_second", "prefill_tokens_per_second"];

    public bool Knows(Measurement row) => Quantities.ContainsKey(row.Quantity);

    public double Predict(Measurement row) => Of(row, Speed(row));

    /// <summary>What was measured, at the speed of its deployment.</summary>
    internal static double Of(Measurement row, ServingSpeed speed) => Quantities[row.Quantity](row, speed);

    /// <summary>The speed of the deployment that a row describes.</summary>
    internal ServingSpeed Speed(Measurement row)
    {
        if (row.Text("tp").Length == 0)
            throw new SizingException("the source does not say how the model was divided");
        var stated = MeasuredServing.Of(row, models.Of(row));
        var share = BenchmarkFacts.NumberOf(row, "length_share") ?? 1;
        var input = Scaled(stated.Input, share) ?? (row.Quantity == "decode_tokens_per_second" ? 1 : (int?)BenchmarkFacts.NumberOf(row, "prompt_tokens") ?? ShortPrompt);
        var output = Scaled(stated.Output, share) ?? 1;
        var plan = stated.Plan! with { Data = Replicas(row, stated) };
        return (stated with
        {
            Plan = plan,
            WithoutPrefixCache = BenchmarkFacts.Of(row, "no_prefix_cache") is not null,
            KvCache = stated.KvCache ?? (BenchmarkFacts.Of(row, "kv_dtype") is { } type ? DataType.Parse(type) : null),
            Input = input,
            Output = output,
            Context = Math.Max(stated.Context ?? 0, input + output),
            Concurrency = (int)Math.Round(row.Number("concurrency") ?? row.Number("batch") ?? (row.Quantity == "output_tokens_per_second" ? AllAtOnce : 1)),
            Measured = new() { RunningSequences = BenchmarkFacts.NumberOf(row, "running_sequences") ?? (row.Text("concurrency").Length == 0 ? row.Number("batch") : null) },
            Load = new()
            {
                Sampled = BenchmarkFacts.Of(row, "sampled") is not null,
                Rounds = (int?)BenchmarkFacts.NumberOf(row, "rounds"),
                AllAtOnce = BenchmarkFacts.Of(row, "all_at_once") is not null,
                HeldSteps = (int?)BenchmarkFacts.NumberOf(row, "held_steps") ?? 0,
                Drafted = (int?)BenchmarkFacts.NumberOf(row, "drafted") ?? 0,
                Accepted = BenchmarkFacts.NumberOf(row, "accepted") ?? new ServingLoad().Accepted,
                PollSteps = (int?)BenchmarkFacts.NumberOf(row, "poll_steps") ?? 1,
                FusedAllReduce = BenchmarkFacts.NumberOf(row, "fused_all_reduce") is { } fused ? fused > 0 : null,
                CapturedTokens = (int?)BenchmarkFacts.NumberOf(row, "captured_tokens"),
                HostSeconds = (BenchmarkFacts.NumberOf(row, "host_ms") ?? 0) / 1e3,
            },
        }).Estimate().Speed();
    }

    /// <summary>
    /// Replicas of the attention. Where the source states GPUs beyond those of one replica and no data or expert parallelism, each further group of them
    /// serves a replica of its own, if what was measured is of all of them; llama.cpp gives them layers instead, and one stream runs on one replica.
    /// </summary>
    private static int Replicas(Measurement row, Serving stated)
    {
        var replicas = MeasuredServing.AttentionReplicas(row);
        var model = stated.Plan!.Tensor * stated.Plan.Pipeline;
        if (row.Whole("gpus") is not { } gpus || gpus == model * replicas)
            return replicas;
        var isFree = row.Text("dp").Length == 0 && row.Text("attention_dp").Length == 0 && (row.Whole("ep") ?? 1) == 1;
        return isFree && gpus > model && gpus % model == 0 && !OfOneStream.Contains(row.Quantity) && stated.Engine?.Kind != EngineKind.LlamaCpp
            ? gpus / model
            : throw new SizingException($"the source states {gpus} GPUs and a division over {model * replicas}");
    }

    private static int? Scaled(int? tokens, double share) => tokens is { } stated ? (int)Math.Round(stated * share) : null;

    /// <summary>The measured throughput of the same run, whose id differs in its last word.</summary>
    private static double? MeasuredRate(Measurement row)
    {
        var run = row.Id[..(row.Id.LastIndexOf('_') + 1)];
        return row.Run.FirstOrDefault(other => other.Quantity == "output_tokens_per_second" && other.Id.StartsWith(run, StringComparison.Ordinal)
            && other.Id.IndexOf('_', run.Length) < 0)?.Value;
    }
}
