using Sizing.Explain;

namespace Sizing.Tool.Verbs;

/// <summary>The JSON object that <c>train</c> prints for an estimate; its keys are a contract. Cost is in dollars, energy in kilowatt-hours.</summary>
internal static class TrainJson
{
    internal static string Of(TrainingEstimate estimate)
    {
        var (run, memory, compute) = (estimate.Run, estimate.Memory, estimate.Compute);
        return JsonLine.Of(new
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
        });
    }
}
