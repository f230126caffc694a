using Sizing.Explain;

namespace Sizing.Training;

/// <summary>Masks that modules of GPT-2 and its relatives keep as buffers, whole on every GPU that holds the module; no other supported family has them in every version.</summary>
public static class CausalMasks
{
    /// <summary>A byte for each pair of positions: GPT-2 has a mask in every layer, GPT-BigCode one in all.</summary>
    /// <param name="masks">n: masks on the GPU.</param>
    /// <param name="positions">P: positions of the model.</param>
    [Formula("n · P²")]
    [Source("huggingface/transformers", "models/gpt2/modeling_gpt2.py GPT2Attention, models/gpt_bigcode/modeling_gpt_bigcode.py GPTBigCodeModel: register_buffer('bias', …) of torch.bool")]
    [Source("rows fms-*", "santacoder between steps: 4 MiB beside its tensors, blocks and workspaces")]
    public static Bytes Of(int masks, int positions) => new((long)masks * positions * positions);

    internal static IEnumerable<Term> Explain(TrainingRun run, PipelineStage stage)
    {
        var masks = run.Model.ModelType switch
        {
            "gpt2" => stage.Layers.Count,
            "gpt_bigcode" => 1,
            _ => 0,
        };
        return masks == 0 || !run.Framework.KeepsCausalMasks || run.Model.MaxContext is not { } positions
            ? []
            : [Term.Computed(
                "Causal masks", TermKind.Temporary, Of(masks, positions), Of, new Input("n", "masks on the GPU", masks), new Input("P", "positions of the model", positions)) with
            {
                Note = run.Framework.Says("causal_masks"),
            }];
    }
}
