namespace Sizing.Tool.Verbs.Models;

/// <summary>What <c>kv</c> is asked beside the model.</summary>
internal sealed record KvQuestion(
    DataType Cache, DataType Recurrent, DataType? Convolution, int? Context, int Sequences, int TensorParallel);
