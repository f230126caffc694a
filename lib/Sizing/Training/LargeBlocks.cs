namespace Sizing.Training;

/// <summary>
/// PyTorch's caching allocator above 1 MiB, as far as it decides how large the block of a tensor is: the smallest free block that holds the tensor
/// serves it, and what is left of the block is split off only where that is more than 1 MiB. Smaller tensors have blocks of their own size.
/// </summary>
internal sealed class LargeBlocks
{
    private const long Mebibyte = 1 << 20;
    private const long Granule = 512;
    private const long SharedSegment = 20 * Mebibyte;
    private const long OwnSegmentFrom = 10 * Mebibyte;
    private const long SegmentGranule = 2 * Mebibyte;

    private readonly SortedSet<Block> free = new(Comparer<Block>.Create((a, b) => (a.Size, a.Address).CompareTo((b.Size, b.Address))));
    private long end;

    /// <summary>Bytes of blocks in use beyond the tensors in them.</summary>
    internal long Unsplit { get; private set; }

    /// <summary>A block for a tensor, or null for a tensor of the small pool.</summary>
    internal Block? Take(Bytes tensor)
    {
        var size = Math.Max(1, (tensor.Count + Granule - 1) / Granule) * Granule;
        if (size <= Mebibyte)
            return null;
        var block = Free(size) ?? NewSegment(size);
        if (block.Size - size > Mebibyte)
            free.Add(block.SplitAt(size));
        block.InUse = true;
        block.Unsplit = block.Size - size;
        Unsplit += block.Unsplit;
        return block;
    }

    /// <summary>Gives a block back, which joins free neighbours of its segment.</summary>
    internal void Return(Block? block)
    {
        if (block is null)
            return;
        Unsplit -= block.Unsplit;
        block.InUse = false;
        if (block.Next is { InUse: false } next && free.Remove(next))
            block.Join(next);
        if (block.Previous is { InUse: false } previous && free.Remove(previous))
        {
            previous.Join(block);
            block = previous;
        }

        free.Add(block);
    }

    private Block? Free(long size)
    {
        var found = free.GetViewBetween(new(0, size), new(long.MaxValue, long.MaxValue)).Min;
        if (found is not null)
            free.Remove(found);
        return found;
    }

    private Block NewSegment(long size)
    {
        var segment = size < OwnSegmentFrom ? SharedSegment : (size + SegmentGranule - 1) / SegmentGranule * SegmentGranule;
        Block block = new(end, segment);
        end += segment;
        return block;
    }

    /// <summary>A stretch of a segment.</summary>
    internal sealed class Block(long address, long size)
    {
        internal long Address { get; } = address;

        internal long Size { get; private set; } = size;

        internal bool InUse { get; set; }

        internal long Unsplit { get; set; }

        internal Block? Previous { get; private set; }

        internal Block? Next { get; private set; }

        /// <summary>Cuts the block, and returns what is beyond the cut.</summary>
        internal Block SplitAt(long cut)
        {
            Block rest = new(Address + cut, Size - cut) { Previous = this, Next = Next };
            if (Next is not null)
                Next.Previous = rest;
            (Next, Size) = (rest, cut);
            return rest;
        }

        /// <summary>Takes in the free block behind it.</summary>
        internal void Join(Block next)
        {
            Size += next.Size;
            Next = next.Next;
            if (Next is not null)
                Next.Previous = this;
        }
    }
}
