using System.Runtime.InteropServices.JavaScript;
using Sizing.Inference;

namespace Sizing.Live;

/// <summary>What a page asks of the library about serving. Settings and answers are text, because anything richer costs a page its quick start.</summary>
internal static partial class ServingExports
{
    private const int GpusOfServer = 8;

    private static readonly WeightFormat[] Formats =
    [
        WeightFormat.Bf16, WeightFormat.Fp16, WeightFormat.Fp8, WeightFormat.Fp8Block, WeightFormat.Int8, WeightFormat.Gptq(), WeightFormat.Awq(),
        WeightFormat.Nf4DoubleQuantized, WeightFormat.MxFp4, WeightFormat.NvFp4, WeightFormat.Gguf("Q8_0"), WeightFormat.Gguf("Q4_K_M"),
    ];

    private static readonly DataType[] CacheTypes = [DataType.Bf16, DataType.Fp16, DataType.Fp8, DataType.Int8];

    /// <summary>The models that the page has asked for: reading one takes longer than sizing it.</summary>
    private static readonly Dictionary<string, ModelSpec> Models = [];

    /// <summary>The values of the lists that do not depend on settings: a record each, the name of the setting first.</summary>
    [JSExport]
    internal static string Choices()
    {
        var records = new Records();
        records.Add("model", [.. Catalog.ModelNames]);
        records.Add("gpu", [.. Catalog.Gpus.Select(gpu => gpu.Name)]);
        records.Add("weights", [.. Formats.Select(format => format.Name)]);
        records.Add("kv", [.. CacheTypes.Select(type => type.Name)]);
        return records.ToString();
    }

    /// <summary>The plans that the engine accepts for the model and the number of GPUs.</summary>
    [JSExport]
    internal static string Plans(string settings) => Records.Answer(records =>
    {
        var serving = Read(settings);
        records.Add("plan", [.. PlansOf(serving.Model, serving.Gpus ?? 1).Select(plan => plan.ToString())]);
    });

    /// <summary>The answer: subject, summary, warnings, decided settings and the trees of terms.</summary>
    [JSExport]
    internal static string Estimate(string settings) => Records.Answer(records => ServingRecords.Write(records, Read(settings).Estimate()));

    /// <summary>Every number of the answer's trees.</summary>
    [JSExport]
    internal static double[] Numbers(string settings) => [.. Read(settings).Estimate().Terms.SelectMany(Explain.TermNumbers.Of)];

    /// <summary>A notebook cell that gives the same answer.</summary>
    [JSExport]
    internal static string Code(string settings) => ServingCode.Of(Read(settings));

    private static Serving Read(string settings) => ServingText.Read(settings.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]), Model);

    private static ModelSpec Model(string name)
    {
        if (!Models.TryGetValue(name, out var model))
            Models[name] = model = Catalog.Model(name);
        return model;
    }

    private static IEnumerable<ServingPlan> PlansOf(ModelSpec model, int gpus) =>
        from data in Divisors(gpus)
        from pipeline in Divisors(gpus / data)
        let tensor = gpus / data / pipeline
        where tensor <= GpusOfServer
        from expert in new[] { 1, tensor * data }.Distinct()
        let plan = new ServingPlan(tensor, pipeline, data, expert)
        where PlanRules.Refusal(model, plan) is null
        select plan;

    private static IEnumerable<int> Divisors(int number) => Enumerable.Range(1, Math.Min(number, 1024)).Where(divisor => number % divisor == 0);
}
