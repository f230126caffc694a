using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Sizing.Tool.Html;

/// <summary>Turns LaTeX into MathML with Temml, in one Node process for all formulas of an export.</summary>
internal static class FormulaRenderer
{
    /// <summary>
    /// The MathML of every formula that Temml understands. A formula that is not in the result is shown as LaTeX:
    /// all of them where Node or Temml is missing, and those that Temml refuses.
    /// </summary>
    internal static async Task<IReadOnlyDictionary<Formula, string>> RenderAsync(
        IReadOnlyList<Formula> formulas, Action<string> report, CancellationToken stop)
    {
        var rendered = new Dictionary<Formula, string>();
        if (formulas.Count == 0)
            return rendered;
        if (Assets.Unpacked("temml.js") is not { } temml || Start() is not { } node)
        {
            report("Node with Temml is not available: formulas are shown as LaTeX.");
            return rendered;
        }
        using (node)
        {
            using var kill = stop.Register(() => node.Kill());
            var answer = node.StandardOutput.ReadToEndAsync(stop);
            await node.StandardInput.WriteAsync(Program(temml, formulas)).ConfigureAwait(false);
            node.StandardInput.Close();
            var mathml = JsonSerializer.Deserialize<string?[]>(await answer.ConfigureAwait(false))!;
            foreach (var (formula, html) in formulas.Zip(mathml))
            {
                if (html is null)
                    report($"Temml cannot read this formula, which is shown as LaTeX: {formula.Latex}");
                else
                    rendered[formula] = html;
            }
        }
        return rendered;
    }

    private static Process? Start()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["--input-type=commonjs", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = utf8,
                StandardOutputEncoding = utf8,
                UseShellExecute = false,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string Program(string temml, IReadOnlyList<Formula> formulas) =>
        $"{temml};\nconst formulas = {JsonSerializer.Serialize(formulas.Select(f => new object[] { f.Latex, f.Display }))};\n"
        + Assets.Text("formulas.js");
}
