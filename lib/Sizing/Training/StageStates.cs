using Sizing.Models;
using Sizing.Quantities;

namespace Sizing.Training;

/// <summary>The states of one GPU: weights, gradients, master copy, optimizer, and what is gathered for a layer.</summary>
internal sealed class StageStates
{
    private readonly TrainingRun run;
    private readonly Recipe recipe;
    private readonly DataType adapterType;
    private readonly Dictionary<int, Bytes> layers = [];
    private readonly Dictionary<int, Bytes> layerGradients = [];

    internal StageStates(TrainingRun run, PipelineStage stage)
    {
        this.run = run;
        recipe = Recipe.Of(run);
        adapterType = Recipe.AdapterStorage(run);
        var coding = run.Base?.CodingsFor(run.Model);
        foreach (var tensor in stage.Tensors)
            Add(tensor, coding is null ? recipe.Weights.BytesOf(tensor.Elements) : Frozen(coding(tensor), tensor), coding is null ? Bytes.Zero : Scales(coding(tensor), tensor));
    }

    /// <summary>Frozen or trained weights as stored, after sharding.</summary>
    internal Bytes Weights { get; private set; }

    /// <summary>Adapter weights, after sharding.</summary>
    internal Bytes AdapterWeights { get; private set; }

    /// <summary>The gradient buffer of all trained elements, after sharding.</summary>
    internal Bytes Gradients { get; private set; }

    /// <summary>Gradients of the sharded units that hold trained weights beside frozen ones, whole; zero where units are not mixed.</summary>
    internal Bytes UnitGradients { get; private set; }

    /// <summary>The same, after sharding.</summary>
    internal Bytes ShardedUnitGradients { get; private set; }

    /// <summary>The gradients of all trained elements before data parallelism.</summary>
    internal Bytes WholeGradients { get; private set; }

    /// <summary>The FP32 copy, after sharding.</summary>
    internal Bytes Master { get; private set; }

    /// <summary>Optimizer states, after sharding.</summary>
    internal Bytes Optimizer { get; private set; }

    /// <summary>Casts of trained FP32 weights that autocast keeps.</summary>
    internal Bytes Casts { get; private set; }

    /// <summary>Trained weights that one optimizer step touches on this GPU, as stored.</summary>
    internal Bytes Updated { get; private set; }

    /// <summary>FP32 copies of 16-bit gradients that the step of a master copy needs.</summary>
    internal Bytes GradientCopies { get; private set; }

    /// <summary>Elements of the largest single trained tensor.</summary>
    internal long LargestTensor { get; private set; }

    /// <summary>Gradient of the largest single tensor.</summary>
    internal Bytes LargestGradient { get; private set; }

    /// <summary>Gradients of the largest layer, unsharded.</summary>
    internal Bytes LayerGradients => layerGradients.Count == 0 ? Bytes.Zero : layerGradients.Values.Max();

    /// <summary>Weights of the largest layer in the form it computes with, unsharded.</summary>
    internal Bytes LargestLayer => layers.Count == 0 ? Bytes.Zero : layers.Values.Max();

    /// <summary>Embedding, head and final norm in the form they compute with, unsharded.</summary>
    internal Bytes Root { get; private set; }

    /// <summary>Gradients of head and final norm, which the backward pass makes first, unsharded.</summary>
    internal Bytes HeadGradients { get; private set; }

    /// <summary>Trained elements whose states this GPU holds.</summary>
    internal long TrainedOnGpu { get; private set; }

    /// <summary>Trained elements on this GPU before data parallelism.</summary>
    internal long Trained { get; private set; }

    /// <summary>Elements of the model on this GPU before data parallelism.</summary>
    internal long Elements { get; private set; }

    internal bool GradientsStay => run.Framework.KeepsGradients || (run.Framework.KeepsShardedGradients && ShardsWeights && !run.Plan.OffloadOptimizer && !run.OptimizerInBackward && !run.Optimizer.UpdatesInBackward);

    internal bool ShardsWeights => run.Plan is { Sharding: StateSharding.Weights, StateRanks: > 1 };

    private int WeightRanks(int ranks) => run.Plan.Sharding is StateSharding.Weights ? ranks : 1;

    private static Bytes Stored(WeightCoding coding, Tensor tensor) => coding.BytesOf(tensor.Rows, tensor.Columns) * tensor.Copies;

    private Bytes Frozen(WeightCoding coding, Tensor tensor)
    {
        var stored = Stored(coding with { Scales = [] }, tensor);
        var half = DataType.Bf16.BytesOf(tensor.Elements);
        return run.Fp32Unquantized && stored == half ? DataType.Fp32.BytesOf(tensor.Elements) : stored;
    }

    private static Bytes Scales(WeightCoding coding, Tensor tensor) => Stored(coding, tensor) - Stored(coding with { Scales = [] }, tensor);

    private void Add(Tensor tensor, Bytes stored, Bytes scales)
    {
        Elements += tensor.Elements;
        var ranks = tensor.IsRoutedExpert ? run.Plan.ExpertStateRanks : run.Plan.StateRanks;
        Weights += run.Framework.KeepsScalesWhole
            ? StateFormulas.Frozen(stored, WeightRanks(ranks), scales)
            : StateFormulas.Frozen(stored + scales, WeightRanks(ranks), Bytes.Zero);
        var computing = Bytes.Min(stored, recipe.Compute.BytesOf(tensor.Elements));
        if (tensor.Layer is { } layer)
            layers[layer] = layers.GetValueOrDefault(layer) + computing;
        else
            Root += computing;
        if (recipe.CachesCasts && !tensor.IsVector && run.Plan.Sharding is not StateSharding.Weights && stored.Count == 4 * tensor.Elements)
            Casts += recipe.Compute.BytesOf(tensor.Elements);
        if (run.Adapter is not null && run.Framework.MixesUnits && ShardsWeights)
        {
            UnitGradients += recipe.Compute.BytesOf(tensor.Elements);
            ShardedUnitGradients += StateFormulas.Stored(tensor.Elements, recipe.Compute, ranks);
        }

        if (run.Adapter is { } adapter)
            Train(StateShapes.OfAdapter(adapter, run.Model, tensor), adapterType, adapterType, null, adapterType, ranks, tensor);
        else
            Train([StateShape.Of(tensor)], recipe.Weights, recipe.Gradients, recipe.Master, recipe.States, ranks, tensor);
    }

    private void Train(IEnumerable<StateShape> shapes, DataType weights, DataType gradients, DataType? master, DataType states, int ranks, Tensor tensor)
    {
        var sharding = run.Plan.Sharding;
        var stateRanks = sharding is StateSharding.None ? 1 : ranks;
        foreach (var shape in shapes)
        {
            var gradient = gradients.BytesOf(shape.Elements);
            Trained += shape.Elements;
            TrainedOnGpu += (shape.Elements + stateRanks - 1) / stateRanks;
            if (run.Adapter is not null && !tensor.IsVector)
                AdapterWeights += StateFormulas.Stored(shape.Elements, weights, sharding is StateSharding.Weights ? ranks : 1);
            Gradients += StateFormulas.Stored(shape.Elements, gradients, sharding is StateSharding.Gradients or StateSharding.Weights ? ranks : 1);
            WholeGradients += gradient;
            if (master is not null)
                Master += StateFormulas.Stored(shape.Elements, master, stateRanks);
            if (master is not null && gradients != DataType.Fp32)
                GradientCopies += StateFormulas.Stored(shape.Elements, DataType.Fp32, stateRanks);
            Optimizer += StateFormulas.OptimizerStates(run.Optimizer.StateOf(shape, states), stateRanks);
            Updated += StateFormulas.Stored(shape.Elements, master ?? weights, stateRanks);
            LargestTensor = Math.Max(LargestTensor, shape.Rows * shape.Columns);
            LargestGradient = Bytes.Max(LargestGradient, gradients.BytesOf(shape.Rows * shape.Columns));
            if (tensor.Layer is { } layer)
                layerGradients[layer] = layerGradients.GetValueOrDefault(layer) + gradient;
            else if (tensor.Part is ModelPart.Head or ModelPart.Norms)
                HeadGradients += gradient;
        }
    }
}
