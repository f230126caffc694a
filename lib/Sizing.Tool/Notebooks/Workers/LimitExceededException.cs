namespace Sizing.Tool.Notebooks.Workers;

/// <summary>A cell went past a limit or ended its worker; the worker is of no more use.</summary>
/// <param name="name">The kind, as an error output names it.</param>
/// <param name="message">What happened.</param>
internal sealed class LimitExceededException(string name, string message) : Exception(message)
{
    /// <summary>The kind, as an error output names it.</summary>
    internal string Name { get; } = name;
}
