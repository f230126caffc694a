using System.Text.Json;
using System.Text.Json.Nodes;
using Sizing.Explain;

namespace Sizing.Tool.Verbs.Train;

/// <summary>The JSON object that <c>train</c> prints for an estimate; its keys are a contract. Cost is in dollars, energy in kilowatt-hours.</summary>
internal static class TrainJson
{
    internal static string Of(TrainingEstimate estimate, TrainLimits? limits = null)
    {
        var answer = Answer(estimate);
        if (estimate.Memory.Nvme > Bytes.Zero)
            answer["nvmeBytes"] = estimate.Memory.Nvme.Count;
        if (limits is not null)
            answer["limits"] = JsonSerializer.SerializeToNode(limits, JsonSerializerOptions.Web);
        return answer.ToJsonString(JsonLine.Options);
    }

    /// <summary>Preference tuning: the keys of the policy's training, with the peak over all phases, and the phases.</summary>
    internal static string Of(PreferenceEstimate estimate)
    {
        var answer = Answer(estimate.Policy);
        var peak = estimate.Peak.Value.Whole;
        answer["perGpu"]!["peakBytes"] = peak;
        answer["perGpu"]!["peakEvent"] = estimate.PeakEvent;
        answer["perGpu"]!["reservedBytes"] = peak + estimate.Device.Children[1].Value.Whole;
        answer["perGpu"]!["deviceBytes"] = estimate.Device.Value.Whole;
        answer["fits"] = estimate.Fits;
        answer["preference"] = estimate.Run.Method.ToString().ToLowerInvariant();
        answer["phases"] = JsonSerializer.SerializeToNode(estimate.Peak.Children.Select(phase => new { phase.Name, Bytes = phase.Value.Whole }), JsonSerializerOptions.Web);
        return answer.ToJsonString(JsonLine.Options);
    }

    private static JsonObject Answer(TrainingEstimate estimate)
    {
        var (run, memory, compute) = (estimate.Run, estimate.Memory, estimate.Compute);
        return JsonSerializer.SerializeToNode(new
        {
            Model = run.Model.Name,
            Gpu = run.Gpu.Name,
            Gpus = run.Plan.Gpus,
            PerGpu = new
            {
                SteadyBytes = memory.SteadyBytes.Count,
                PeakBytes = memory.PeakBytes.Count,
                estimate.PeakEvent,
                ReservedBytes = memory.Reserved.Count,
                DeviceBytes = memory.Device.Value.Whole,
                WeightsBytes = memory.AtPeak(TermKind.Weights).Count,
                GradientBytes = memory.AtPeak(TermKind.Gradients).Count,
                MasterBytes = memory.AtPeak(TermKind.MasterWeights).Count,
                OptimizerBytes = memory.AtPeak(TermKind.Optimizer).Count,
                ActivationBytes = memory.AtPeak(TermKind.Activations).Count,
                LossBytes = memory.AtPeak(TermKind.Loss).Count,
                TemporaryBytes = memory.AtPeak(TermKind.Temporary).Count,
            },
            HostBytes = memory.Host.Count,
            memory.TrainableParameters,
            estimate.Fits,
            Compute = new { compute.Flops, compute.TokensPerSecond, compute.Seconds, compute.GpuHours, compute.Mfu },
            compute.Cost,
            Energy = compute.KilowattHours,
        }, JsonSerializerOptions.Web)!.AsObject();
    }
}
