using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>The figures of one engine version, from <c>data/engines</c>.</summary>
public sealed class EngineConstants
{
    private readonly ServingEngine engine;
    private readonly Dictionary<string, EngineConstant> constants;

    private EngineConstants(ServingEngine engine, Dictionary<string, EngineConstant> constants)
    {
        this.engine = engine;
        this.constants = constants;
    }

    /// <summary>The figures that hold for an engine of one version.</summary>
    public static EngineConstants Of(ServingEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new(engine, Catalog.EngineConstants(engine.Kind).Where(row => row.HoldsFor(engine.Version)).ToDictionary(row => row.Name));
    }

    /// <summary>A figure as a plain number.</summary>
    /// <exception cref="SizingException">The data has no such figure for the version.</exception>
    public double this[string name] => Row(name).Value.Value;

    /// <summary>Whether the data has a row of the name for the version; used for what an engine does or does not do.</summary>
    public bool Has(string name) => constants.ContainsKey(name);

    /// <summary>A figure as a whole number.</summary>
    public int Whole(string name) => (int)this[name];

    /// <summary>A figure that is memory.</summary>
    public Bytes Memory(string name) => new(Row(name).Value.Whole);

    /// <summary>A figure as an input of a formula, with the row it comes from.</summary>
    public Input Input(string symbol, string meaning, string name) => new(symbol, meaning, Row(name).Value, Term(meaning, name));

    /// <summary>A figure as a term, with the row it comes from.</summary>
    public Term Term(string meaning, string name)
    {
        var row = Row(name);
        return Explain.Term.Given(meaning, TermKind.Other, row.Value, row.Source) with { Note = row.Note.Length > 0 ? row.Note : null };
    }

    /// <summary>One sentence for each figure that differs in another version.</summary>
    internal IEnumerable<string> ChangesTo(EngineConstants other) => constants.Keys.Union(other.constants.Keys).Order(StringComparer.Ordinal)
        .Select(name => (Name: name, Was: constants.GetValueOrDefault(name), Is: other.constants.GetValueOrDefault(name)))
        .Where(change => change.Was?.Value != change.Is?.Value)
        .Select(change => $"{change.Name}: {Text(change.Was)} → {Text(change.Is)} ({(change.Is ?? change.Was)!.Source})");

    private static string Text(EngineConstant? row) => row is null ? "none" : row.Value.ToString();

    private EngineConstant Row(string name) =>
        constants.GetValueOrDefault(name)
        ?? throw new SizingException($"data/engines has no '{name}' for {engine}; give the figure, or choose another version.");
}
