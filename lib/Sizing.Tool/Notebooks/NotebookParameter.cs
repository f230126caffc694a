namespace Sizing.Tool.Notebooks;

/// <summary>A value that a notebook lets its reader set.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Type"><c>string</c>, <c>int</c>, <c>double</c> or <c>bool</c>.</param>
/// <param name="Literal">The value as C# writes it.</param>
internal sealed record NotebookParameter(string Name, string Type, string Literal)
{
    /// <summary>The declaration that a cell holds.</summary>
    internal string Declaration => $"{Type} {Name} = {Literal};";
}
