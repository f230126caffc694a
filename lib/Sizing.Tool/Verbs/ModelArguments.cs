using System.CommandLine;

namespace Sizing.Tool.Verbs;

/// <summary>The models that a verb is asked about: catalog ids, aliases, or paths.</summary>
internal static class ModelArguments
{
    internal static Argument<string[]> Create() => new("MODEL")
    {
        Description = "A catalog id, a name people type, or the path of a config.json, .gguf or .safetensors file.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Answers for each model in turn; a model that is refused says so on stderr, and the others are answered.</summary>
    internal static int ForEach(string[] names, Action<ModelSpec> answer) => ForEachName(names, name => answer(Catalog.Model(name)));

    /// <summary>As <see cref="ForEach"/>, for a verb that need not read the model itself.</summary>
    internal static int ForEachName(string[] names, Action<string> answer)
    {
        var code = CommandLine.Done;
        foreach (var name in names)
        {
            try
            {
                answer(name);
            }
            catch (SizingException problem)
            {
                CommandLine.Say(problem.Message);
                code = CommandLine.BadInput;
            }
        }

        return code;
    }
}
