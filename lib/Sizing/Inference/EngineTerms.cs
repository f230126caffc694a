using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>Terms that the engines' accounts have in common.</summary>
internal static class EngineTerms
{
    private static readonly Source Log = new("the engine's log", "given by the caller");

    /// <summary>The figure the caller read from a log, or else the library's own.</summary>
    internal static Term LoggedOr(Bytes? logged, string name, TermKind kind, Func<Term> own) =>
        logged is { } value ? Term.Given(name, kind, value, Log) : own();

    /// <summary>A term that an engine does not have.</summary>
    internal static Term None(string name, TermKind kind, ServingEngine engine) =>
        Term.Given(name, kind, Bytes.Zero, new(engine.ToString(), "has none"));

    /// <summary>The bytes of a term.</summary>
    internal static Bytes BytesOf(Term term) => new(term.Value.Whole);

    /// <summary>A term as an input of a formula.</summary>
    internal static Input Input(string symbol, Term term) => new(symbol, term.Name, term.Value, term);

    /// <summary>The pool that a sum of terms leaves of a budget.</summary>
    internal static Term Pool(ServingSetup setup, Term budget, IReadOnlyList<Term> paid) =>
        LoggedOr(setup.Asked.Measured.KvPool, "KV cache pool", TermKind.KvCache, () => Term.Computed(
            "KV cache pool", TermKind.KvCache, EngineBudget.Rest(BytesOf(budget), paid.Aggregate(Bytes.Zero, (sum, term) => sum + BytesOf(term))), EngineBudget.Rest,
            [Input("R", budget), .. paid.Select(term => Input("P", term))]));
}
