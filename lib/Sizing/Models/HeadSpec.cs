namespace Sizing.Models;

/// <summary>The output head: from the last hidden state to one logit per token of the vocabulary.</summary>
/// <param name="Rows">Logits.</param>
/// <param name="IsTied">Whether the matrix is the token embedding.</param>
/// <param name="Bias">Whether each logit has a bias.</param>
public sealed record HeadSpec(int Rows, bool IsTied, bool Bias = false);
