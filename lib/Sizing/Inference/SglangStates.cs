using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>
/// SGLang's pool of recurrent states: a ratio of what the KV cache gets, or as many as were asked for. A request reserves several, without a prefix
/// cache one; there the pool has one for each request that may run, if their number was given. Left out: the states that drafted tokens pass through.
/// </summary>
public static class SglangStates
{
    private const string Sglang = "sgl-project/sglang";
    private const string Configurator = "python/sglang/srt/mem_cache/kv_cache_configurator.py";
    private const string Ratio = "state_ratio";
    private const string PerRequest = "state_slots";

    /// <summary>States that the pool holds.</summary>
    /// <param name="rest">P: memory for states and KV cache.</param>
    /// <param name="ratio">r: memory of states for each byte of KV cache.</param>
    /// <param name="state">s: bytes of a state.</param>
    [Formula("⌊P · r / (1 + r) / s⌋")]
    [Source(Sglang, Configurator + " _handle_max_mamba_cache")]
    public static long Slots(Bytes rest, double ratio, Bytes state) => (long)(rest.Count * ratio / (1 + ratio) / state.Count);

    /// <summary>Bytes of the states.</summary>
    /// <param name="slots">n: states.</param>
    /// <param name="state">s: bytes of a state.</param>
    [Formula("n · s")]
    [Source(Sglang, Configurator + " _handle_max_mamba_cache")]
    public static Bytes BytesOf(long slots, Bytes state) => state * slots;

    /// <summary>Tokens of the KV cache that go with the states that a request reserves: no more requests run than states allow.</summary>
    /// <param name="perRequest">k: states that a request reserves.</param>
    /// <param name="tokens">T: tokens of the KV cache.</param>
    /// <param name="slots">n: states.</param>
    [Formula("⌈k · T / n⌉")]
    [Source(Sglang, Configurator + " resolve_max_num_reqs: at most n / k requests")]
    public static long TokensOfRequest(int perRequest, long tokens, long slots) => KvLayout.Ceiling(perRequest * tokens, slots);

    /// <summary>The pool of states as a term; null where the stage has none, or the version kept none apart.</summary>
    internal static Term? Of(ServingSetup setup, KvLayout layout, Term budget, Term weights)
    {
        if (!setup.Constants.Has(Ratio) || layout.Groups is not [{ Kind: KvGroupKind.Full }, { Kind: KvGroupKind.State, BlockBytes: var state }])
            return null;
        var fixedNumber = setup.Asked.StateSlots ?? (setup.Asked.WithoutPrefixCache ? setup.Asked.MaxSequences : null);
        var slots = fixedNumber is { } asked ? ServingSetups.Given("n", "states that were asked for", Amount.Exact(asked, Unit.None)) : ByRatio(setup, budget, weights, state);
        return Term.Computed("States of requests", TermKind.State, BytesOf(slots.Value.Whole, state), BytesOf, slots, new("s", "bytes of a state in the layers that have one", state));
    }

    /// <summary>The layout of the KV cache alone, in which a sequence takes at least the tokens that go with its states.</summary>
    internal static KvLayout Beside(ServingSetup setup, KvLayout layout, Term states, Term pool)
    {
        var tokens = KvLayout.Blocks(EngineTerms.BytesOf(pool), layout.BlockBytes);
        var least = TokensOfRequest(setup.Asked.WithoutPrefixCache ? 1 : setup.Constants.Whole(PerRequest), tokens, Math.Max(states.Inputs[0].Value.Whole, 1));
        return layout with { Groups = [layout.Groups[0] with { LeastBlocks = least }] };
    }

    /// <summary>Why states cannot be set as asked, as one sentence, or null.</summary>
    internal static string? Refusal(Serving serving, ServingEngine engine, EngineConstants constants) =>
        serving is { StateRatio: null, StateSlots: null } ? null
        : !constants.Has(Ratio) ? $"{engine} keeps no pool of states apart; leave out its ratio and its size."
        : serving.StateRatio is <= 0 or double.NaN or double.PositiveInfinity || serving.StateSlots is <= 0 ? "The ratio of states to KV cache, and their number, must be positive."
        : null;

    private static Input ByRatio(ServingSetup setup, Term budget, Term weights, Bytes state)
    {
        var ratio = setup.Asked.StateRatio is { } given
            ? ServingSetups.Given("r", "memory of states for each byte of KV cache", Amount.Of(given))
            : setup.Constants.Input("r", "memory of states for each byte of KV cache", Ratio);
        var rest = Term.Computed("Memory for states and KV cache", TermKind.Other, EngineBudget.Rest(EngineTerms.BytesOf(budget), EngineTerms.BytesOf(weights)), EngineBudget.Rest,
            EngineTerms.Input("R", budget), EngineTerms.Input("P", weights));
        var slots = Amount.Exact(Slots(Bytes.Max(EngineTerms.BytesOf(rest), Bytes.Zero), ratio.Value.Value, state), Unit.None);
        return new("n", "states", slots, Term.Computed("States", TermKind.State, slots, Slots, EngineTerms.Input("P", rest), ratio, new("s", "bytes of a state", state)));
    }
}
