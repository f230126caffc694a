using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Elements of the constant state that a sequence keeps in a layer, on the most loaded tensor-parallel rank.</summary>
/// <param name="Convolution">Inputs of the causal convolution that the next token needs.</param>
/// <param name="Recurrent">The recurrent state itself.</param>
public readonly record struct StateElements(long Convolution, long Recurrent)
{
    /// <summary>The state of a layer; none where it keeps a KV cache or nothing.</summary>
    internal static StateElements Of(Attention attention, int tensorParallel) => attention.Accept(new Visitor(tensorParallel));

    private sealed class Visitor(int ranks) : IAttentionVisitor<StateElements>
    {
        public StateElements Visit(GroupedQueryAttention attention) => default;

        public StateElements Visit(SharedKvAttention attention) => default;

        public StateElements Visit(CrossAttention attention) => default;

        public StateElements Visit(LatentAttention attention) => default;

        public StateElements Visit(CompressedAttention attention) => default;

        public StateElements Visit(GatedDeltaNet attention) =>
            new(RecurrentState.ConvolutionOf(attention, ranks), RecurrentState.MatricesOf(attention, ranks));

        public StateElements Visit(LightningAttention attention) => new(0, RecurrentState.MatricesOf(attention, ranks));

        public StateElements Visit(Mamba1 attention) =>
            new(RecurrentState.ConvolutionOf(attention, ranks), RecurrentState.MatricesOf(attention, ranks));

        public StateElements Visit(Mamba2 attention) =>
            new(RecurrentState.ConvolutionOf(attention, ranks), RecurrentState.MatricesOf(attention, ranks));

        public StateElements Visit(ShortConvolution attention) => new(RecurrentState.ConvolutionOf(attention, ranks), 0);

        public StateElements Visit(ParallelMixers attention)
        {
            var (first, second) = (attention.First.Accept(this), attention.Second.Accept(this));
            return new(first.Convolution + second.Convolution, first.Recurrent + second.Recurrent);
        }

        public StateElements Visit(NoAttention attention) => default;
    }
}
