using Sizing.Models;

namespace Sizing.Tool.Verbs.Models;

/// <summary>The kinds of attention as answers name them.</summary>
internal sealed class AttentionKindName : IAttentionVisitor<string>
{
    private AttentionKindName()
    {
    }

    internal static AttentionKindName Instance { get; } = new();

    public string Visit(GroupedQueryAttention attention) => attention.Span switch
    {
        AttentionSpan.Full => "full",
        AttentionSpan.Sliding => "sliding",
        AttentionSpan.Chunked => "chunked",
        AttentionSpan.Bidirectional => "bidirectional",
    };

    public string Visit(SharedKvAttention attention) => "shared";

    public string Visit(CrossAttention attention) => "cross";

    public string Visit(LatentAttention attention) => attention.Indexer is null ? "latent" : "sparseLatent";

    public string Visit(CompressedAttention attention) => "compressed";

    public string Visit(GatedDeltaNet attention) => "gatedDelta";

    public string Visit(LightningAttention attention) => "lightning";

    public string Visit(Mamba1 attention) => "mamba";

    public string Visit(Mamba2 attention) => "mamba2";

    public string Visit(ShortConvolution attention) => "shortConvolution";

    public string Visit(ParallelMixers attention) => $"{attention.First.Accept(this)}+{attention.Second.Accept(this)}";

    public string Visit(NoAttention attention) => "none";
}
