using Sizing.Answers;
using Sizing.Inference;

namespace Sizing.Live;

/// <summary>What a page asks about serving.</summary>
internal sealed class ServingQuestion(ReadModels models) : IQuestion
{
    private static readonly WeightFormat[] Formats =
    [
        WeightFormat.Bf16, WeightFormat.Fp16, WeightFormat.Fp8, WeightFormat.Fp8Block, WeightFormat.Int8, WeightFormat.Gptq(), WeightFormat.Awq(),
        WeightFormat.Nf4DoubleQuantized, WeightFormat.MxFp4, WeightFormat.NvFp4, WeightFormat.Gguf("Q8_0"), WeightFormat.Gguf("Q4_K_M"),
    ];

    private static readonly DataType[] CacheTypes = [DataType.Bf16, DataType.Fp16, DataType.Fp8, DataType.Int8];

    public IEnumerable<Control> Controls() =>
    [
        Control.List("model", Catalog.ModelNames),
        Control.List("gpu", Catalog.Gpus.Select(gpu => gpu.Name)),
        Control.Number("gpus"),
        Control.Plan(),
        Control.List("weights", Formats.Select(format => format.Name), isAutomatic: true),
        Control.List("kv", CacheTypes.Select(type => type.Name), isAutomatic: true),
        Control.Number("context", isAutomatic: true),
        Control.Number("concurrency"),
        Control.Number("input", isAutomatic: true),
        Control.Number("output", isAutomatic: true),
        Control.Number("price", isAutomatic: true),
    ];

    public IEnumerable<string> Plans(IReadOnlyDictionary<string, string> settings)
    {
        var serving = Read(settings);
        return from degrees in ParallelDegrees.Of(serving.Model, serving.Gpus ?? 1)
               from expert in new[] { 1, degrees.Tensor * degrees.Data }.Distinct()
               let plan = new ServingPlan(degrees.Tensor, degrees.Pipeline, degrees.Data, expert)
               where PlanRules.Refusal(serving.Model, plan) is null
               select plan.ToString();
    }

    public Answer Answer(IReadOnlyDictionary<string, string> settings) => ServingAnswer.Of(Read(settings));

    public string Code(IReadOnlyDictionary<string, string> settings) => ServingCode.Of(Read(settings));

    private Serving Read(IReadOnlyDictionary<string, string> settings) => ServingText.Read(settings, models.Find);
}
