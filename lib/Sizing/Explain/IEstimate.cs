namespace Sizing.Explain;

/// <summary>An answer of the library: what it is about, what it says, and the terms that it follows from.</summary>
public interface IEstimate
{
    /// <summary>What was estimated, such as <c>Llama-3.1-8B on 1 × H100 SXM 80GB</c>.</summary>
    public string Subject { get; }

    /// <summary>The answer in one sentence.</summary>
    public string Summary { get; }

    /// <summary>What the reader should know beside the answer, one sentence each; nothing unless the estimate says so.</summary>
    public IReadOnlyList<string> Warnings => [];

    /// <summary>The trees that the answer follows from, the most important first.</summary>
    public IReadOnlyList<Term> Terms { get; }
}
