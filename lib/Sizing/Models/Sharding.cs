namespace Sizing.Models;

/// <summary>How tensor parallelism divides a tensor.</summary>
public enum Sharding
{
    /// <summary>Every rank holds all of it.</summary>
    Replicated,

    /// <summary>The rows (outputs) are divided; key and value rows by whole heads, replicated when ranks exceed heads.</summary>
    ByOutput,

    /// <summary>The columns (inputs) are divided.</summary>
    ByInput,

    /// <summary>The rows are tokens of the vocabulary, and are divided.</summary>
    ByVocabulary,
}
