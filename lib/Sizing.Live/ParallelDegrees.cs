using Sizing.Inference;

namespace Sizing.Live;

/// <summary>The ways to divide some GPUs by tensor-parallel ranks and pipeline stages that a model allows.</summary>
internal static class ParallelDegrees
{
    private const int GpusOfServer = 8;
    private const int MostGpus = 1024;

    internal static IEnumerable<(int Tensor, int Pipeline, int Data)> Of(ModelSpec model, int gpus) =>
        from data in Divisors(gpus)
        from pipeline in Divisors(gpus / data)
        let tensor = gpus / data / pipeline
        where tensor <= GpusOfServer && PlanRules.Refusal(model, new(tensor, pipeline)) is null
        select (tensor, pipeline, data);

    private static IEnumerable<int> Divisors(int number) => Enumerable.Range(1, Math.Min(number, MostGpus)).Where(divisor => number % divisor == 0);
}
