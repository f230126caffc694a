using System.CommandLine;
using Sizing.Tool.Html;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Verbs.Notebooks;

/// <summary>How <c>export</c> is asked to make its pages.</summary>
internal sealed class ExportArguments
{
    private readonly Option<string> folder = new("--out") { Description = "The folder for the pages.", DefaultValueFactory = _ => "out" };
    private readonly Option<CodeView> code = new("--code") { Description = "Code shown, folded or hidden.", DefaultValueFactory = _ => CodeView.Folded };
    private readonly Option<bool> isStatic = new("--static") { Description = "Leave plotly.js and the library out; charts stay pictures, settings stay as exported." };
    private readonly Option<bool> site = new("--site") { Description = "Let the pages share the files of plotly.js and the library, for a folder that stays together." };
    private readonly Option<bool> exercises = new("--exercises") { Description = "Leave the answers of the exercises out." };
    private readonly Option<string?> title = Text("--title", "TEXT", "The name on every page; by default that of the workbook.");
    private readonly Option<string?> logo = Text("--logo", "FILE", "A PNG or SVG beside the name.");
    private readonly Option<string?> footer = Text("--footer", "TEXT", "A line at the foot of every page.");
    private readonly Option<string> language = new("--lang") { Description = "The language of the fixed words: en.", HelpName = "LANGUAGE", DefaultValueFactory = _ => "en" };

    private readonly Option<string[]> matrix = new("--matrix")
    {
        Description = "The edition of every pair, and an index that compares them: model=A,B gpu=X,Y.",
        HelpName = "NAME=VALUES",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the options to the verb.</summary>
    internal ExportArguments(Command command)
    {
        foreach (var option in new Option[] { folder, code, isStatic, site, exercises, title, logo, footer, language, matrix })
            command.Add(option);
    }

    /// <summary>The options given.</summary>
    /// <exception cref="SizingException">A value cannot be used.</exception>
    internal ExportOptions Options(ParseResult parsed) => new()
    {
        Folder = parsed.GetValue(folder)!,
        Code = parsed.GetValue(code),
        Static = parsed.GetValue(isStatic),
        Site = parsed.GetValue(site),
        WithoutAnswers = parsed.GetValue(exercises),
        Branding = Branding.Of(parsed.GetValue(title), parsed.GetValue(logo), parsed.GetValue(footer)),
        Language = parsed.GetValue(language)!,
    };

    /// <summary>The pairs of which editions are wanted; null for the notebooks as they are set.</summary>
    /// <exception cref="SizingException">A name is unknown.</exception>
    internal NotebookMatrix? Matrix(ParseResult parsed) => NotebookMatrix.Parse(parsed.GetValue(matrix) ?? []);

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
