using System.CommandLine;

namespace Sizing.Tool.Verbs;

/// <summary>Amounts of memory as options give them, in GiB.</summary>
internal static class Memory
{
    private const double Largest = 1e6;

    /// <summary>The memory that an option gives; none where it is not given.</summary>
    /// <exception cref="SizingException">The value is no amount of memory.</exception>
    internal static Bytes Of(ParseResult parsed, Option<double?> option) => (parsed.GetValue(option) ?? 0) switch
    {
        >= 0 and < Largest and var size => Bytes.FromGiB(size),
        var value => throw new SizingException($"{option.Name} takes GiB, a number from 0 to {Largest:N0}; {value} was given."),
    };
}
