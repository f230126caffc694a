using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sizing.Tool.Verbs;

/// <summary>What is wrong with how the command was called, in one sentence.</summary>
internal static class Usage
{
    /// <summary>The first problem of a command line, or null.</summary>
    internal static string? ProblemOf(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand root && parsed.Errors.Count > 0)
            return parsed.Tokens is [var first, ..]
                ? $"'{first.Value}' is not a verb of sizing; the verbs are {string.Join(", ", VerbsOf(root))}."
                : $"Name a verb: {string.Join(", ", VerbsOf(root))}; --help says what each does.";
        if (command.Subcommands.Count > 0 && parsed.Errors.Count > 0)
            return $"'{command.Name}' needs one of: {string.Join(", ", VerbsOf(command))}.";
        if (UnknownOption(parsed) is { } option)
            return $"'{option}' is not an option of '{command.Name}'; '{command.Name} --help' lists them.";
        return parsed.Errors is [var error, ..] ? NoNumber(error) ?? error.Message : null;
    }

    /// <summary>What is wrong with the value of an option that takes a number, or null.</summary>
    private static string? NoNumber(ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Option: var option, Tokens: [var token] })
            return null;
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type == typeof(int) ? $"'{token.Value}' is not a whole number, which {option.Name} takes."
            : type == typeof(double) ? $"'{token.Value}' is not a number, which {option.Name} takes."
            : null;
    }

    private static IEnumerable<string> VerbsOf(Command command) => command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);

    /// <summary>A word that looks like an option and was taken for an argument. A negative number is a value.</summary>
    private static string? UnknownOption(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Select(token => token.Value)
        .FirstOrDefault(word => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]));
}
