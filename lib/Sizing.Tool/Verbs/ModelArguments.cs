using System.CommandLine;

namespace Sizing.Tool.Verbs;

/// <summary>The models that a verb is asked about: catalog ids, aliases, or paths.</summary>
internal static class ModelArguments
{
    internal static Argument<string[]> Create() => new("MODEL")
    {
        Description = "A catalog id, a name people type, or the path of a config.json.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Answers for each model in turn; a model that is refused says so on stderr, and the others are answered.</summary>
    internal static int ForEach(string[] names, Action<ModelSpec> answer)
    {
        var code = CommandLine.Done;
        foreach (var name in names)
        {
            try
            {
                answer(Catalog.Model(name));
            }
            catch (SizingException problem)
            {
                Console.Error.WriteLine(problem.Message);
                code = CommandLine.BadInput;
            }
        }

        return code;
    }
}
