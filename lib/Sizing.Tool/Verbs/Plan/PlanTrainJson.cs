using Sizing.Tool.Verbs.Train;
namespace Sizing.Tool.Verbs.Plan;

/// <summary>The JSON object of <c>plan train</c>; its keys are a contract.</summary>
internal static class PlanTrainJson
{
    internal static string Of(TrainingDeployments found, int top)
    {
        var question = found.Question;
        var report = found.Remedies();
        return JsonLine.Of(new
        {
            Model = question.Model.Name,
            Workload = new
            {
                question.Tokens,
                question.Sequence,
                question.GlobalBatch,
                Methods = question.Methods.Select(method => method.ToString().ToLowerInvariant()),
                question.DeadlineSeconds,
                question.BudgetDollars,
            },
            Plans = found.Plans.Take(top).Select(PlanOf),
            Remedies = (report?.Single ?? []).Concat(report?.Combined ?? []).Select(RemedyJson.Of),
            Warnings = found.Warnings(),
            found.WhyNone,
            found.NotPossible,
            Rejected = found.Rejected.Select(rejected => new { Gpu = rejected.Gpu.Name, rejected.Reason }),
        });
    }

    private static object PlanOf(TrainingDeployment deployment)
    {
        var (run, memory, compute) = (deployment.Run, deployment.Estimate.Memory, deployment.Estimate.Compute);
        return new
        {
            deployment.Rank,
            Gpu = run.Gpu.Name,
            Gpus = run.Plan.Gpus,
            System = deployment.System?.Name,
            Plan = new { run.Plan.Data, run.Plan.Tensor, run.Plan.Pipeline, run.Plan.Expert, run.Plan.Context, run.Plan.Virtual, run.Plan.OffloadOptimizer, Zero = (int)run.Plan.Sharding },
            Method = deployment.Method.ToString().ToLowerInvariant(),
            Framework = run.Framework.Name,
            Precision = run.Precision.ToString(),
            Optimizer = run.Optimizer.Name,
            Recompute = run.Recompute.ToString().ToLowerInvariant(),
            run.MicroBatch,
            run.Accumulation,
            Memory = new
            {
                UsableBytes = run.Gpu.UsableMemory.Count,
                DeviceBytes = memory.Device.Value.Whole,
                PeakBytes = memory.PeakBytes.Count,
                deployment.Estimate.PeakEvent,
                Headroom = Math.Round(deployment.Headroom, 4),
            },
            Throughput = new { TokensPerSecond = Math.Round(compute.TokensPerSecond, 2), Mfu = Math.Round(compute.Mfu, 4) },
            Time = new { Seconds = Math.Round(compute.Seconds, 1), GpuHours = Math.Round(compute.GpuHours, 3) },
            Cost = compute.Cost is { } dollars ? Math.Round(dollars, 2) : (double?)null,
            Energy = compute.KilowattHours is { } energy ? Math.Round(energy, 3) : (double?)null,
            Host = HostTable.Json(HostNeeds.Of(deployment.Estimate, deployment.System)),
            Command = StartLine.Of(run, deployment.GpusOfServer).Command,
            Train = TrainLine.Of(deployment),
            LongestSequence = deployment.LongestSequence(),
            deployment.WhyNotHigher,
        };
    }
}
