using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>Turns what went wrong in a cell into an error output: named, placed by cell line, free of machine paths.</summary>
internal static class CellErrors
{
    /// <summary>The compiler's errors; the message is the first one.</summary>
    internal static ErrorOutput OfCompilation(string id, IReadOnlyList<Diagnostic> problems)
    {
        var lines = problems.Select(problem => $"line {Line(problem)}: {problem.Id}: {problem.GetMessage()}").ToList();
        return new ErrorOutput("CompilationError", lines[0], [.. lines.Select(line => $"cell '{id}', {line}")]);
    }

    /// <summary>An interrupt, by a person or by the time limit.</summary>
    internal static ErrorOutput OfInterrupt(string id) => new("Interrupted", "the cell was interrupted", [$"cell '{id}' was interrupted"]);

    /// <summary>An exception: its message, and the lines of cells and names of methods it passed through.</summary>
    internal static ErrorOutput OfException(string id, Exception problem, string folder)
    {
        while (problem is TypeInitializationException or TargetInvocationException or AggregateException { InnerExceptions.Count: 1 }
            && problem.InnerException is { } inner)
            problem = inner;
        var frames = new StackTrace(problem, fNeedFileInfo: true).GetFrames();
        var line = frames.FirstOrDefault(frame => Path.GetFileName(frame.GetFileName()) == id)?.GetFileLineNumber() ?? 0;
        var message = WithoutFolder(problem.Message, folder);
        var place = line > 0 ? $"line {line}: " : "";
        return new ErrorOutput(
            problem.GetType().Name,
            place + message,
            [$"{problem.GetType().FullName}: {message}", .. frames.Select(Describe).OfType<string>()]);
    }

    private static string? Describe(StackFrame frame)
    {
        if (frame.GetMethod() is not { DeclaringType: { } type } method)
            return null;
        var inCell = type.FullName?.StartsWith("Submission#", StringComparison.Ordinal) == true;
        if (inCell)
            return frame.GetFileLineNumber() > 0 ? $"   at cell '{Path.GetFileName(frame.GetFileName())}', line {frame.GetFileLineNumber()}" : null;
        return type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true
            || type.Namespace?.StartsWith("Sizing.Tool", StringComparison.Ordinal) == true
            || type.Namespace?.StartsWith("System.Run", StringComparison.Ordinal) == true
            ? null
            : $"   at {type.FullName}.{method.Name}";
    }

    private static int Line(Diagnostic problem) => problem.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static string WithoutFolder(string text, string folder) =>
        text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(folder, ".", StringComparison.Ordinal);
}
