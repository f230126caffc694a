using System.CommandLine;

namespace Sizing.Tool.Verbs.Verify;

/// <summary>The options of <c>verify</c>: what a log lacks, by column of the measurements.</summary>
internal sealed class VerifyOptions
{
    private readonly Option<string?> engine = Text("--engine", "ENGINE", "The engine's version, as vllm@0.19.0, where the log does not state it.");

    private readonly IReadOnlyList<(string Column, Option<string?> Option)> columns =
    [
        ("model", Text("--model", "MODEL", "A catalog id, an alias, or a path to a config.json.")),
        ("gpu", Text("--gpu", "GPU", "A GPU of the catalog.")),
        ("tp", Text("--tp", "N", "Tensor-parallel ranks.")),
        ("pp", Text("--pp", "N", "Pipeline stages.")),
        ("dp", Text("--dp", "N", "Data-parallel replicas.")),
        ("ep", Text("--ep", "N", "Expert-parallel ranks.")),
        ("weights_format", Text("--weights", "FORMAT", "Weight format.")),
        ("kv_dtype", Text("--kv", "TYPE", "Data type of the KV cache.")),
        ("max_model_len", Text("--context", "N", "Tokens of the longest sequence.")),
        ("utilization", Text("--utilization", "SHARE", "The engine's memory fraction.")),
        ("max_num_seqs", Text("--max-sequences", "N", "Most sequences in a scheduler step.")),
        ("max_batched_tokens", Text("--batched-tokens", "N", "Most tokens in a scheduler step.")),
    ];

    internal IEnumerable<Option> All => columns.Select(column => column.Option).Append(engine);

    /// <summary>What the caller gave, by column.</summary>
    /// <exception cref="SizingException">The engine is unknown.</exception>
    internal Dictionary<string, string> Read(ParseResult parsed)
    {
        var given = columns.Where(column => parsed.GetValue(column.Option) is { Length: > 0 }).ToDictionary(column => column.Column, column => parsed.GetValue(column.Option)!);
        if (parsed.GetValue(engine) is { } name && ServingEngine.Parse(name) is var version && name.Contains('@', StringComparison.Ordinal))
            given["engine_version"] = version.Version.ToString();
        return given;
    }

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
