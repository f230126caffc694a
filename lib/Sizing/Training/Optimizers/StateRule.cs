namespace Sizing.Training.Optimizers;

/// <summary>The bytes of state an optimizer keeps for one tensor.</summary>
internal abstract record StateRule
{
    internal abstract Bytes BytesOf(StateShape shape, DataType states);
}
