using Sizing.Planning.Launch;

namespace Sizing;

/// <summary>The line that starts a deployment or a run with the settings of its estimate.</summary>
/// <param name="Command">The line for a POSIX shell, started on each server where it names several.</param>
/// <param name="Notes">What the line cannot say, one sentence each.</param>
public sealed record StartLine(string Command, IReadOnlyList<string> Notes)
{
    /// <summary>The line of a serving, with the flags of its engine's version; null for an engine without a server.</summary>
    public static StartLine? Of(ServingEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var setup = estimate.Setup;
        return setup.Engine.Kind switch
        {
            EngineKind.Vllm => VllmLine.Of(setup),
            EngineKind.Sglang => SglangLine.Of(setup),
            EngineKind.TensorRtLlm => TrtLlmLine.Of(setup),
            EngineKind.LlamaCpp => LlamaCppLine.Of(setup),
            EngineKind.Transformers => null,
        };
    }

    /// <summary>The line of a training run: Megatron-LM where layers or the sequence are divided, TRL's trainer else.</summary>
    /// <param name="run">The run.</param>
    /// <param name="gpusOfServer">GPUs of one server.</param>
    public static StartLine Of(TrainingRun run, int gpusOfServer = 8)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Framework.Name is "megatron" || run.Plan is { Tensor: > 1 } or { Pipeline: > 1 } or { Context: > 1 } or { Expert: > 1 }
            ? MegatronLine.Of(run, gpusOfServer)
            : TrlLine.Of(run, gpusOfServer);
    }

    /// <summary>Returns the command.</summary>
    public override string ToString() => Command;
}
