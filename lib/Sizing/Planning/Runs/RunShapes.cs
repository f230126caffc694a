using Sizing.Inference;
using Sizing.Models;

namespace Sizing.Planning.Runs;

/// <summary>Every way to divide, shard and recompute a run.</summary>
internal static class RunShapes
{
    private const int MostTensorRanks = 8;
    private const int MostStages = 16;
    private const int MostChunks = 8;
    private const int MostContextRanks = 8;
    private const int MostExpertRanks = 64;

    /// <summary>Tokens of the shortest part of a sequence that a rank is given.</summary>
    private const int ShortestPart = 4096;

    /// <summary>
    /// Micro-batches of one. Data ranks that divide the batch; for full training also tensor ranks within a server, pipeline stages with their
    /// chunks, ranks that divide long sequences, and ranks that divide experts. Adapters are trained with data ranks alone.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="method">What is trained.</param>
    /// <param name="node">GPUs of a server.</param>
    /// <param name="most">Most GPUs.</param>
    internal static IReadOnlyList<RunShape> Of(TrainingQuestion question, TrainingMethod method, int node, int most)
    {
        var (model, full) = (question.Model, method is TrainingMethod.Full);
        var layers = model.Layers.Count;
        var tensors = Enumerable.Range(1, full ? Math.Min(node, MostTensorRanks) : 1).Where(ranks => PlanRules.Refusal(model, new(ranks)) is null).ToList();
        var contexts = Powers(full ? Math.Min(MostContextRanks, Math.Max(1, question.Sequence / ShortestPart)) : 1).Where(ranks => ranks == 1 || question.Sequence % (2 * ranks) == 0).ToList();
        var shapes = from data in Enumerable.Range(1, Math.Min(question.GlobalBatch, most)).Where(ranks => question.GlobalBatch % ranks == 0)
                     from tensor in tensors
                     from context in contexts
                     from stages in Enumerable.Range(1, full ? Math.Min(MostStages, layers) : 1)
                     let gpus = data * tensor * context * stages
                     where gpus <= most && (gpus <= node || (gpus % node == 0 && node % tensor == 0))
                     from chunks in Chunks(stages, layers, question.GlobalBatch / data)
                     from expert in ExpertRanks(model, full && tensor == 1, data * context)
                     from shape in Sharded(new RunShape(data, tensor, stages, expert, StateSharding.None, Recompute.None, 1) { Context = context, Virtual = chunks }, !full)
                     from recompute in new[] { Recompute.None, Recompute.Selective, Recompute.Full }
                     select shape with { Recompute = recompute };
        return [.. shapes.SelectMany(shape => Variants(shape, question, full))];
    }

    /// <summary>Chunks of layers on a stage, all of one size; the schedule wants micro-batches in multiples of the stages (Narayanan et al., §2.2).</summary>
    private static IEnumerable<int> Chunks(int stages, int layers, int microBatches) => stages == 1 || microBatches % stages != 0
        ? [1]
        : Enumerable.Range(1, MostChunks).Where(chunks => chunks == 1 || layers % (stages * chunks) == 0);

    private static IEnumerable<int> ExpertRanks(ModelSpec model, bool divides, int ranks)
    {
        var experts = model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().Select(mixture => mixture.Experts).FirstOrDefault();
        return experts == 0 || !divides ? [1] : Powers(Math.Min(ranks, MostExpertRanks)).Where(expert => experts % expert == 0 && ranks % expert == 0);
    }

    /// <summary>
    /// The shardings of a division that no other beats: dividing optimizer states, and gradients too, moves the same bytes and shortens the
    /// optimizer's step; stages keep gradients whole, and adapters have nothing to divide but their base.
    /// </summary>
    private static IEnumerable<RunShape> Sharded(RunShape shape, bool adapts)
    {
        StateSharding[] kinds = shape.StateRanks == 1 ? [StateSharding.None]
            : shape.Divides ? [StateSharding.Optimizer]
            : adapts ? [StateSharding.None, StateSharding.Weights]
            : [StateSharding.Gradients, StateSharding.Weights];
        return kinds.Select(kind => shape with { Sharding = kind });
    }

    private static IEnumerable<RunShape> Variants(RunShape shape, TrainingQuestion question, bool full)
    {
        yield return shape;
        if (full && question.AllowFp8)
            yield return shape with { Fp8 = true };
        if (full && question.AllowOffload && shape.Pipeline == 1)
            yield return shape with { Offloads = true };
    }

    private static IEnumerable<int> Powers(int most)
    {
        for (var power = 1; power <= most; power *= 2)
            yield return power;
    }
}
