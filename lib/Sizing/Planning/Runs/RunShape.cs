using Sizing.Models;

namespace Sizing.Planning.Runs;

/// <summary>How a run is divided, batched and recomputed: all that memory depends on beside model, method and sequence.</summary>
internal readonly record struct RunShape(int Data, int Tensor, int Pipeline, int Expert, StateSharding Sharding, Recompute Recompute, int MicroBatch)
{
    private const int MostTensorRanks = 8;
    private const int MostStages = 16;
    private const int MostExpertRanks = 8;

    /// <summary>GPUs.</summary>
    internal int Gpus => Data * Tensor * Pipeline;

    /// <summary>The run of a question in this shape.</summary>
    internal TrainingRun Of(TrainingQuestion question, TrainingMethod method, GpuSpec gpu)
    {
        var divides = Tensor > 1 || Pipeline > 1 || Expert > 1;
        var adapts = method is not TrainingMethod.Full;
        return new(question.Model, gpu)
        {
            Framework = Catalog.TrainingFramework(divides ? "megatron" : "hf"),
            Precision = adapts ? TrainingPrecision.Bf16 : TrainingPrecision.Bf16Mixed,
            Optimizer = method is TrainingMethod.Qlora ? Optimizer.PagedAdamW8Bit : Optimizer.AdamW,
            Adapter = adapts ? new(question.AdapterRank) { Targets = ["all-linear"] } : null,
            Base = method switch { TrainingMethod.Lora => WeightFormat.Bf16, TrainingMethod.Qlora => WeightFormat.Nf4DoubleQuantized, _ => null },
            Loss = divides ? null : LossPath.Fused,
            Sequence = question.Sequence,
            MicroBatch = MicroBatch,
            Accumulation = question.GlobalBatch / (MicroBatch * Data),
            Recompute = Recompute,
            Plan = new() { Data = Data, Tensor = Tensor, Pipeline = Pipeline, Expert = Expert, Sharding = Sharding },
            Tokens = question.Tokens,
        };
    }

    /// <summary>Every way to divide a number of GPUs: data ranks alone; for full training also ranks and stages that divide the model.</summary>
    /// <param name="question">The question.</param>
    /// <param name="method">Adapters are trained with data ranks alone.</param>
    /// <param name="gpus">GPUs.</param>
    /// <param name="node">GPUs that a link or a server joins.</param>
    internal static IEnumerable<RunShape> Divisions(TrainingQuestion question, TrainingMethod method, int gpus, int node)
    {
        var model = question.Model;
        var most = method is TrainingMethod.Full ? gpus : 1;
        return from tensor in Powers(Math.Min(Math.Min(node, MostTensorRanks), most))
               where Inference.PlanRules.Refusal(model, new(tensor)) is null
               from stages in Powers(Math.Min(Math.Min(most / tensor, MostStages), model.Layers.Count))
               where gpus % (tensor * stages) == 0
               let data = gpus / (tensor * stages)
               where question.GlobalBatch % data == 0
               from expert in ExpertRanks(model, method, tensor, data)
               select new RunShape(data, tensor, stages, expert, StateSharding.None, Recompute.None, 1);
    }

    /// <summary>
    /// The shardings of a division that no other beats: dividing optimizer states, and gradients too, moves the same bytes and shortens the
    /// optimizer's step; stages keep gradients whole, and adapters have nothing to divide but their base.
    /// </summary>
    internal IEnumerable<RunShape> Shardings(bool adapts)
    {
        var shape = this;
        StateSharding[] kinds = Data == 1 ? [StateSharding.None]
            : Pipeline > 1 || Tensor > 1 || Expert > 1 ? [StateSharding.Optimizer]
            : adapts ? [StateSharding.None, StateSharding.Weights]
            : [StateSharding.Gradients, StateSharding.Weights];
        return kinds.Select(kind => shape with { Sharding = kind });
    }

    private static IEnumerable<int> ExpertRanks(ModelSpec model, TrainingMethod method, int tensor, int data)
    {
        var experts = model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().Select(mixture => mixture.Experts).FirstOrDefault();
        return experts == 0 || method is not TrainingMethod.Full || tensor > 1
            ? [1]
            : Powers(Math.Min(data, MostExpertRanks)).Where(ranks => experts % ranks == 0 && data % ranks == 0);
    }

    internal static IEnumerable<int> Powers(int most)
    {
        for (var power = 1; power <= most; power *= 2)
            yield return power;
    }
}
