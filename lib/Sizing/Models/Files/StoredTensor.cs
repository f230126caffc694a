namespace Sizing.Models.Files;

/// <summary>A tensor as the header of a file describes it.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">Its type in the file's own spelling: <c>BF16</c>, <c>Q4_K</c>.</param>
/// <param name="Shape">Its dimensions, outputs before inputs; empty for a single number.</param>
/// <param name="Bytes">The bytes it takes in the file.</param>
public sealed record StoredTensor(string Name, string Type, IReadOnlyList<long> Shape, Bytes Bytes)
{
    /// <summary>Elements: the product of the dimensions. Packed types count what they are packed into.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);
}
