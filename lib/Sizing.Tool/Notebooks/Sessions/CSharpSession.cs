using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>
/// Runs the cells of one notebook one after another, in the C# dialect of .NET Interactive; cells share their state. Roslyn
/// scripting compiles; the session loads what it emits, so that a notebook sees the assemblies that it names and not the command's.
/// </summary>
internal sealed class CSharpSession
{
    private static readonly string[] Imports =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private static readonly EmitOptions WithLines = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly string folder;
    private readonly ShadowContext context = new();
    private readonly ScriptOptions options;

    // The first slot is the host object, which a notebook has not; then one for each cell that ended well.
    private object?[] submissions = new object?[2];
    private Script<object>? last;

    /// <summary>A session whose relative paths resolve against <paramref name="folder"/>.</summary>
    internal CSharpSession(string folder)
    {
        this.folder = folder;
        options = ScriptOptions.Default
            .WithReferences(RuntimeReferences.All)
            .WithImports(Imports)
            .WithMetadataResolver(new ShadowReferences(folder, context))
            .WithSourceResolver(new SourceFileResolver([], folder))
            .WithFileEncoding(Encoding.UTF8)
            .WithEmitDebugInformation(true);
    }

    /// <summary>Runs one cell; an interrupt ends it and leaves the state of the cells before it.</summary>
    /// <returns>The value of the trailing expression, or what went wrong; null when there is neither.</returns>
    internal CellOutput? Run(string id, string code, CancellationToken interrupt)
    {
        var script = Next(id, code);
        CellOutput? output;
        try
        {
            output = Run(script.GetCompilation(), id, interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return CellErrors.OfInterrupt(id);
        }
        if (output is not ErrorOutput)
        {
            last = script;
            Array.Resize(ref submissions, submissions.Length + 1);
        }
        return output;
    }

    /// <summary>What may stand at a position of a cell that would be the next to run.</summary>
    internal CodeCompletion Complete(string code, int position) => CodeCompletion.At(Next("completion", code).GetCompilation(), position);

    private Script<object> Next(string id, string code)
    {
        var cellOptions = options.WithFilePath(id);
        return last?.ContinueWith(code, cellOptions) ?? CSharpScript.Create(code, cellOptions);
    }

    private CellOutput? Run(Compilation compilation, string id, CancellationToken interrupt)
    {
        using var image = new MemoryStream();
        using var lines = new MemoryStream();
        var problems = compilation.Emit(image, lines, options: WithLines, cancellationToken: interrupt).Diagnostics
            .Where(each => each.Severity == DiagnosticSeverity.Error)
            .ToList();
        if (problems.Count > 0)
            return CellErrors.OfCompilation(id, problems);
        // A cell of directives alone is compiled to nothing.
        if (image.Length == 0)
            return null;
        var cell = EntryPoint(compilation, context.Load(image, lines));
        CellOutput? output = null;
        InterruptibleThread.Run(() => output = Run(cell, compilation, id, interrupt), interrupt);
        return output;
    }

    private CellOutput? Run(Func<object?[], Task<object?>> cell, Compilation compilation, string id, CancellationToken interrupt)
    {
        try
        {
            var value = cell(submissions).GetAwaiter().GetResult();
            return HasTrailingExpression(compilation) ? new DataOutput(ValueRenderer.Bundle(value)) { IsResult = true } : null;
        }
        catch (Exception problem) when (!interrupt.IsCancellationRequested)
        {
            return CellErrors.OfException(id, problem, folder);
        }
    }

    private static Func<object?[], Task<object?>> EntryPoint(Compilation compilation, Assembly assembly)
    {
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    private static bool HasTrailingExpression(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        return ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var expression },
        } && compilation.GetSemanticModel(tree).GetTypeInfo(expression).Type?.SpecialType != SpecialType.System_Void;
    }
}
