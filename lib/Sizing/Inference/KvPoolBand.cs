namespace Sizing.Inference;

/// <summary>How far an engine's log may lie from the estimate of the KV pool, as data/engines has it from measured rows.</summary>
/// <param name="Low">The pool when the engine needs more than estimated.</param>
/// <param name="High">The pool when it needs less.</param>
public sealed record KvPoolBand(Bytes Low, Bytes High)
{
    internal static KvPoolBand Of(ServingSetup setup, Bytes pool) => new(
        pool - Margin(setup, "pool_low"),
        pool + Margin(setup, "pool_high"));

    private static Bytes Margin(ServingSetup setup, string name)
    {
        var constants = setup.Constants;
        if (setup.Asked.Measured.KvPool is not null)
            return Bytes.Zero;
        if (constants.Has(name))
            return constants.Memory(name);
        var sized = name + (EngineDefaults.IsLarge(constants, setup.Gpu) ? "_large" : "_small");
        return constants.Has(sized) ? constants.Memory(sized) : Bytes.Zero;
    }
}
