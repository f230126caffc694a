namespace Sizing.Training;

/// <summary>Shares of the dense peak that training kernels reach; a row of <c>data/training/rates.csv</c>.</summary>
/// <param name="Architecture">GPU architecture.</param>
/// <param name="Compute">Number format of the matrix products.</param>
/// <param name="Matrix">Share of the peak of that format that matrix products reach: low, typical, high.</param>
/// <param name="Attention">Share of the 16-bit peak that the attention core reaches in FlashAttention-2.</param>
/// <param name="TunedAttention">The same in kernels made for the architecture: cuDNN, FlashAttention-3.</param>
/// <param name="Source">Where the figures come from.</param>
public sealed record ComputeRates(string Architecture, NumberFormat Compute, (double Low, double Typical, double High) Matrix, double Attention, double TunedAttention, string Source);
