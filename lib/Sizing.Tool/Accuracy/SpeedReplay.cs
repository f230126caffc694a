namespace Sizing.Tool.Accuracy;

/// <summary>Replays rows about times, rates, power and energy of a serving engine.</summary>
/// <param name="models">Finds the models of the rows.</param>
internal sealed class SpeedReplay(MeasuredModels models) : IReplay
{
    /// <summary>Clients of a source that sends all requests at once.</summary>
    private const int AllAtOnce = 100_000;

    /// <summary>Tokens of a prompt where the source, a benchmark of chats and questions, does not state them.</summary>
    private const int ShortPrompt = 250;

    private static readonly Dictionary<string, Func<Measurement, ServingSpeed, double>> Quantities = new()
    {
        ["tpot_ms"] = (_, speed) => speed.TimePerOutputToken.Typical * 1e3,
        ["ttft_ms"] = (_, speed) => speed.TimeToFirstToken.Typical * 1e3,
        ["output_tokens_per_second"] = (_, speed) => speed.OutputTokensPerSecond.Typical,
        ["decode_tokens_per_second"] = (_, speed) => speed.OutputTokensPerSecond.Typical,
        ["prefill_tokens_per_second"] = (_, speed) => speed.PromptTokensPerSecond,
        ["power_w"] = (row, speed) => speed.PowerAt(MeasuredRate(row) ?? speed.OutputTokensPerSecond.Typical).Value.Value * speed.Model.Setup.Plan.Gpus,
        ["joules_per_token"] = (_, speed) => speed.JoulesPerToken,
    };

    public bool Knows(Measurement row) => Quantities.ContainsKey(row.Quantity);

    public double Predict(Measurement row) => Quantities[row.Quantity](row, Speed(row));

    /// <summary>The speed of the deployment that a row describes.</summary>
    internal ServingSpeed Speed(Measurement row)
    {
        if (row.Text("tp").Length == 0)
            throw new SizingException("the source does not say how the model was divided");
        var stated = MeasuredServing.Of(row, models.Of(row));
        var (input, output) = (stated.Input ?? (row.Quantity == "decode_tokens_per_second" ? 1 : ShortPrompt), stated.Output ?? 1);
        return (stated with
        {
            Plan = stated.Plan! with { Data = Math.Max(stated.Plan.Data, row.Whole("attention_dp") ?? 1) },
            KvCache = stated.KvCache ?? CacheOf(row),
            Input = input,
            Output = output,
            Context = Math.Max(stated.Context ?? 0, input + output),
            Concurrency = (int)Math.Round(row.Number("concurrency") ?? row.Number("batch") ?? (row.Quantity == "output_tokens_per_second" ? AllAtOnce : 1)),
        }).Estimate().Speed();
    }

    /// <summary>Checkpoints that NVIDIA quantized for TensorRT-LLM say that the cache is FP8 too.</summary>
    private static DataType? CacheOf(Measurement row) =>
        row.Text("engine") == "trtllm" && row.Text("weights_format") is "fp8" or "nvfp4" ? DataType.Fp8 : null;

    /// <summary>The measured throughput of the same run, whose id differs in its last word.</summary>
    private static double? MeasuredRate(Measurement row)
    {
        var run = row.Id[..(row.Id.LastIndexOf('_') + 1)];
        return row.Run.FirstOrDefault(other => other.Quantity == "output_tokens_per_second" && other.Id.StartsWith(run, StringComparison.Ordinal)
            && other.Id.IndexOf('_', run.Length) < 0)?.Value;
    }
}
