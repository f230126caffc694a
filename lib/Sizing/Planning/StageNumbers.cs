using Sizing.Inference;

namespace Sizing.Planning;

/// <summary>The engine's accounting on a GPU of one pipeline stage, in plain numbers.</summary>
/// <param name="Weights">Weights and the buffers beside them.</param>
/// <param name="Activations">The peak of activations.</param>
/// <param name="Overhead">What the budget pays beside weights, activations and KV cache.</param>
/// <param name="Paid">All that the budget pays beside the KV cache; in some engines activations live outside of it.</param>
/// <param name="Budget">What the engine allows itself.</param>
/// <param name="Longest">A sequence of the longest context.</param>
/// <param name="Mean">A sequence of the mean length.</param>
/// <param name="Shared">The prefix that sequences share.</param>
internal readonly record struct StageNumbers(Bytes Weights, Bytes Activations, Bytes Overhead, Bytes Paid, Bytes Budget, KvSequence Longest, KvSequence Mean, Bytes Shared);
