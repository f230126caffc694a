namespace Sizing;

/// <summary>
/// Input that cannot be sized. The message is one sentence for the person who gave the input: what, where, and what to do.
/// </summary>
public sealed class SizingException : Exception
{
    /// <summary>Creates the exception with its one sentence.</summary>
    public SizingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its one sentence and what caused it.</summary>
    public SizingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
