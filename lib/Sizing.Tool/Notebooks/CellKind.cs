namespace Sizing.Tool.Notebooks;

/// <summary>The three kinds of cell that nbformat 4 knows.</summary>
internal enum CellKind
{
    /// <summary>C# that is run.</summary>
    Code,

    /// <summary>Prose.</summary>
    Markdown,

    /// <summary>Text that is neither run nor rendered.</summary>
    Raw,
}
