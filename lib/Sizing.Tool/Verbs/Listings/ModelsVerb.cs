using System.CommandLine;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Listings;

/// <summary><c>models</c>: the models of the catalog, and the architectures that are read.</summary>
internal static class ModelsVerb
{
    internal static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line." };
        var architectures = new Option<bool>("--architectures") { Description = "Print the architectures that are read, as data/models/README.md holds them." };
        var verb = new Command("models", "Lists models: architecture, parameters, context, license.") { json, architectures };
        verb.SetAction(parsed => Console.Write(parsed switch
        {
            _ when parsed.GetValue(architectures) => ArchitectureReport.Markdown(),
            _ when parsed.GetValue(json) => string.Concat(Lines().Select(line => JsonLine.Of(line) + "\n")),
            _ => Lines().ToTable("Parameters of the text model, in billions.") + "\n",
        }));
        return verb;
    }

    private static IEnumerable<ModelLine> Lines() => Catalog.Models.Select(ModelLine.Of);
}
