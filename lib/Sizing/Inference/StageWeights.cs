using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>The weights of a stage as an engine loads them: the tensors, padded, and the tables and copies that engines keep beside them.</summary>
internal static class StageWeights
{
    internal static Term Of(ServingSetup setup, PipelineStage stage, CodedTensors tensors) =>
        EngineTerms.LoggedOr(setup.Asked.Measured.Weights, "Weights", TermKind.Weights, () => Loaded(setup, stage, tensors));

    private static Term Loaded(ServingSetup setup, PipelineStage stage, CodedTensors tensors)
    {
        var shares = tensors.OnRank(Placement(setup), stage.Index);
        List<Term> parts = [Tensors(setup, tensors.Parameters, CodedTensors.BytesOf(shares))];
        if (setup.Constants.Has("rotary_table") && Weights.RotaryTableBytes(setup.Model, setup.Activation) is { Count: > 0 } rotary && setup.Model.RotaryPositions is { } positions)
            parts.Add(Rotary(rotary, positions));
        if (setup.Constants.Has("absorbed_projections") && Weights.AbsorbedProjectionBytes(stage.Layers, setup.Plan.Tensor) is { Count: > 0 } absorbed)
            parts.Add(Term.Computed("Absorbed projections of latent attention", TermKind.Weights, absorbed, Weights.AbsorbedProjectionBytes, new Input("t", "tensor-parallel ranks", setup.Plan.Tensor)));
        if (AllocatorRounding.Of(setup, shares) is { } rounding)
            parts.Add(rounding);
        if (MarlinScales.Of(setup, shares) is { } scales)
            parts.Add(scales);
        parts.AddRange(WeightExtras.Of(setup, stage));
        return parts.Count == 1 ? parts[0] : Term.Sum("Weights", TermKind.Weights, parts);
    }

    private static Term Tensors(ServingSetup setup, long parameters, Bytes bytes) =>
        Term.Computed("Weight tensors", TermKind.Weights, bytes, Weights.ResidentBytes,
            new("N", "parameters of the model", Amount.Exact(parameters, Unit.Parameters)),
            new("t", "tensor-parallel ranks", setup.Plan.Tensor),
            new("p", "pipeline stages", setup.Plan.Pipeline),
            new("e", "expert-parallel ranks", setup.Plan.Expert))
            with
        { Note = $"stored as {setup.Weights}" };

    private static Term Rotary(Bytes bytes, long positions) =>
        Term.Computed("Rotary table", TermKind.Weights, bytes, (Func<long, int, DataType, Bytes>)Weights.RotaryTableBytes,
            new("P", "positions of the tables", Amount.Exact(positions, Unit.Tokens)),
            new("r · e", "bytes of a position", bytes.Count / positions));

    internal static WeightPlacement Placement(ServingSetup setup) => new()
    {
        TensorParallel = setup.Plan.Tensor,
        PipelineParallel = setup.Plan.Pipeline,
        ExpertParallel = setup.Plan.Expert,
        Host = setup.Host,
        DividesByShare = setup.Engine.Kind is EngineKind.LlamaCpp,
        VocabularyMultiple = Multiple(setup, "vocabulary_padding"),
        ExpertHiddenMultiple = setup.Weights == WeightFormat.MxFp4 ? Multiple(setup, "mxfp4_hidden_padding") : 1,
        ExpertWidthMultiple = setup.Weights == WeightFormat.MxFp4 ? Multiple(setup, "mxfp4_width_padding") : 1,
    };

    private static int Multiple(ServingSetup setup, string name) => setup.Constants.Has(name) ? setup.Constants.Whole(name) : 1;
}
