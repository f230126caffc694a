namespace Sizing.Inference;

/// <summary>The layouts of engines that keep one pool, or one for each kind of layer.</summary>
internal static class KvLayouts
{
    /// <summary>One pool whose blocks hold all layers whole; states are kept beside it for each sequence.</summary>
    internal static KvLayout Whole(ServingSetup setup, PipelineStage stage)
    {
        var kinds = KvLayers.Of(setup, stage);
        var block = setup.Constants.Whole("block");
        var cached = kinds.Where(kind => kind.Kind is not KvGroupKind.State).ToList();
        var perBlock = cached.Aggregate(Bytes.Zero, (sum, kind) => sum + kind.Total) * block;
        List<KvGroup> groups = perBlock > Bytes.Zero ? [new(KvGroupKind.Full, 0, cached.Sum(kind => kind.PerToken.Count), block, perBlock)] : [];
        return new(block, perBlock, [.. groups, .. States(kinds)]);
    }

    /// <summary>A cache for each kind of layer, windows as long as they need to be.</summary>
    internal static KvLayout ByKind(ServingSetup setup, PipelineStage stage)
    {
        var kinds = KvLayers.Of(setup, stage);
        var block = setup.Constants.Whole("block");
        var groups = kinds.Where(kind => kind.Kind is not KvGroupKind.State).Select(kind => new KvGroup(
            kind.Kind is KvGroupKind.Full ? KvGroupKind.Full : KvGroupKind.Chunked, kind.Window, kind.PerToken.Count, block, kind.Total * block)).ToList();
        return new(block, groups.Aggregate(Bytes.Zero, (sum, group) => sum + group.BlockBytes), [.. groups, .. States(kinds)]);
    }

    private static IEnumerable<KvGroup> States(IReadOnlyList<KvLayers> kinds) => kinds
        .Where(kind => kind.Kind is KvGroupKind.State)
        .Select(kind => new KvGroup(KvGroupKind.State, 0, kind.PerToken.Count, 1, kind.Total));
}
