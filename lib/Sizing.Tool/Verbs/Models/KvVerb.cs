using System.CommandLine;

namespace Sizing.Tool.Verbs.Models;

/// <summary><c>kv</c>: KV cache and recurrent state of models.</summary>
internal static class KvVerb
{
    internal static Command Create()
    {
        var models = ModelArguments.Create();
        var type = new Option<string>("--dtype") { Description = "Data type of the KV cache.", DefaultValueFactory = _ => "bf16" };
        var state = new Option<string>("--state-dtype") { Description = "Data type of the recurrent state.", DefaultValueFactory = _ => "fp32" };
        var convolution = new Option<string?>("--convolution-dtype") { Description = "Data type of the convolution state; the model's own by default." };
        var context = new Option<int?>("--context") { Description = "Tokens of a sequence; the model's longest by default." };
        var sequences = new Option<int>("--sequences") { Description = "Sequences.", DefaultValueFactory = _ => 1 };
        var tensor = new Option<int>("--tp") { Description = "Tensor-parallel ranks; bytes are those of one rank.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line." };
        var verb = new Command("kv", "Bytes of KV cache and recurrent state: per token, per sequence, per layer.")
        {
            models, type, state, convolution, context, sequences, tensor, json,
        };
        verb.SetAction(parsed =>
        {
            var question = new KvQuestion(
                DataType.Parse(parsed.GetValue(type)!),
                DataType.Parse(parsed.GetValue(state)!),
                parsed.GetValue(convolution) is { } name ? DataType.Parse(name) : null,
                NotNegative("--context", parsed.GetValue(context)),
                AtLeastOne("--sequences", parsed.GetValue(sequences)),
                AtLeastOne("--tp", parsed.GetValue(tensor)));
            return ModelArguments.ForEach(parsed.GetValue(models) ?? [], model => Print(KvAnswer.Of(model, question), parsed.GetValue(json)));
        });
        return verb;
    }

    private static void Print(KvAnswer answer, bool json)
    {
        if (answer.Warning is { } warning)
            Console.Error.WriteLine(warning);
        Console.WriteLine(json ? JsonLine.Of(answer) : KvTable.Of(answer).ToString());
    }

    private static int? NotNegative(string option, int? value) =>
        value is < 0 ? throw new SizingException($"{option} is {value}; it must be 0 or more.") : value;

    private static int AtLeastOne(string option, int value) =>
        value < 1 ? throw new SizingException($"{option} is {value}; it must be 1 or more.") : value;
}
