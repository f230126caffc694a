using System.CommandLine;

namespace Sizing.Tool.Verbs.Train;

/// <summary>Options that were given and that nothing in the run reads: what was asked would not be what is answered.</summary>
internal static class UnreadOptions
{
    /// <summary>Refuses the first of them.</summary>
    /// <exception cref="SizingException">One was given, and what reads it was not.</exception>
    internal static void Refuse(ParseResult parsed, params IReadOnlyList<(Option Option, bool IsRead, string With)> options)
    {
        foreach (var (option, isRead, with) in options)
            if (!isRead && parsed.GetResult(option) is { Implicit: false })
                throw new SizingException($"{option.Name} is read with {with} alone; ask for that, or leave {option.Name} out.");
    }
}
