using Sizing.Training;

namespace Sizing.Data;

/// <summary>Reads <c>training/frameworks.csv</c>.</summary>
internal static class FrameworkTable
{
    internal const string File = "training/frameworks.csv";

    private static readonly Bytes Mebibyte = Bytes.FromMiB(1);

    private static readonly string[] Columns =
    [
        "name", "mixed_weights", "mixed_gradients", "master", "cached_casts", "gradients_stay", "sharded_gradients_stay", "adapter", "loss", "norm_copies",
        "rotary_copies", "activation_copies", "expand_kv", "frozen_inputs", "nf4_inputs", "expert_loop", "whole_scales", "frozen_units_held",
        "mixed_units", "whole_gradients", "gathered_inputs", "selective", "tuned_attention", "causal_masks", "foreach", "logit_bytes", "compiled_logit_bytes", "buckets_mib",
        "reserved_percent", "context_mib", "communication_mib", "source", "as_of",
    ];

    internal static (IReadOnlyList<TrainingFramework> Frameworks, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    /// <summary>The row of a framework with some of its columns set to other words.</summary>
    /// <exception cref="SizingException">A column or its word is unknown.</exception>
    internal static TrainingFramework Read(string text, string name, IReadOnlyDictionary<string, string> switches)
    {
        if (switches.Keys.FirstOrDefault(column => !Columns.Contains(column) || column is "name" or "source" or "as_of") is { } unknown)
            throw new SizingException($"Switch '{unknown}' is unknown; known: {string.Join(", ", Columns[1..^2])}.");
        var row = CsvTable.Read(File, text, Columns).Rows.First(row => string.Equals(row.Text("name"), name, StringComparison.OrdinalIgnoreCase));
        var words = Columns.Select(column => $"\"{(switches.TryGetValue(column, out var word) ? word : row.Text(column)).Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        var (frameworks, table) = Read($"{string.Join(',', Columns)}\n{string.Join(',', words)}\n");
        return table.Problems.Count == 0 ? frameworks[0] : throw new SizingException($"A switch of framework {name} cannot be read: {table.Problems[0]}");
    }

    private static TrainingFramework Read(CsvRow row) => new()
    {
        Name = row.RequiredText("name"),
        MixedWeights = Type(row, "mixed_weights"),
        MixedGradients = Type(row, "mixed_gradients"),
        KeepsMaster = Flag(row, "master"),
        CachesCasts = Flag(row, "cached_casts"),
        KeepsGradients = Flag(row, "gradients_stay"),
        KeepsShardedGradients = Flag(row, "sharded_gradients_stay"),
        AdapterStorage = Type(row, "adapter"),
        Loss = Loss(row),
        NormCopies = Flag(row, "norm_copies"),
        RotaryCopies = Flag(row, "rotary_copies"),
        ActivationCopies = Flag(row, "activation_copies"),
        ExpandsKeyValues = Flag(row, "expand_kv"),
        KeepsFrozenInputs = Flag(row, "frozen_inputs"),
        KeepsNf4Inputs = Flag(row, "nf4_inputs"),
        LoopsOverExperts = Flag(row, "expert_loop"),
        KeepsScalesWhole = Flag(row, "whole_scales"),
        HoldsFrozenUnits = Flag(row, "frozen_units_held"),
        MixesUnits = Flag(row, "mixed_units"),
        AccumulatesWhole = Flag(row, "whole_gradients"),
        KeepsGatheredInputs = Flag(row, "gathered_inputs"),
        SelectiveKeepsProducts = row.Word("selective", "core", "products") == "products",
        TunesAttention = Flag(row, "tuned_attention"),
        KeepsCausalMasks = Flag(row, "causal_masks"),
        Foreach = Flag(row, "foreach"),
        BytesPerLogit = row.RequiredNumber("logit_bytes"),
        CompiledBytesPerLogit = row.Number("compiled_logit_bytes"),
        Buckets = row.Memory("buckets_mib", Mebibyte) ?? Bytes.Zero,
        ReservedOverhead = row.RequiredNumber("reserved_percent") / 100,
        Context = row.Memory("context_mib", Mebibyte) ?? Bytes.Zero,
        Communication = row.Memory("communication_mib", Mebibyte) ?? Bytes.Zero,
        Switches = [.. Columns[1..^2].Select(column => (column, row.Text(column)))],
        Source = $"{row.RequiredText("source")} ({row.Date("as_of")})",
    };

    private static bool Flag(CsvRow row, string column) => row.Word(column, "yes", "no") == "yes";

    private static DataType Type(CsvRow row, string column) => row.Word(column, "fp32", "bf16") == "bf16" ? DataType.Bf16 : DataType.Fp32;

    private static LossPath Loss(CsvRow row) => LossPaths.Named(row.Word("loss", "full", "hf", "chunked", "fused", "cut"));
}
