using System.CommandLine;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Listings;

/// <summary>A verb that lists a part of the catalog: everything as one table, what is named in full, or JSON lines.</summary>
/// <param name="All">Every item.</param>
/// <param name="Find">The item of a name that people type.</param>
/// <param name="Table">Items as one table.</param>
/// <param name="InFull">One item as a table of its fields.</param>
/// <param name="Json">One item as a JSON object.</param>
internal sealed record CatalogListing<T>(
    Func<IReadOnlyList<T>> All, Func<string, T> Find, Func<IEnumerable<T>, Table> Table, Func<T, Table> InFull, Func<T, string> Json)
{
    internal Command Create(string name, string description)
    {
        var names = new Argument<string[]>("NAME") { Description = "What to show in full; none for a table of all.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line." };
        var verb = new Command(name, description) { names, json };
        verb.SetAction(parsed => Run(parsed.GetValue(names) ?? [], parsed.GetValue(json)));
        return verb;
    }

    private int Run(string[] names, bool json)
    {
        IReadOnlyList<T> items = names.Length == 0 ? All() : [.. names.Select(Find)];
        var texts = json ? items.Select(Json) : names.Length == 0 ? [Table(items).ToString()] : items.Select(item => $"{InFull(item)}\n");
        foreach (var text in texts)
            Console.WriteLine(text);
        return CommandLine.Done;
    }
}
