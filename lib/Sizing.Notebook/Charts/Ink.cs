namespace Sizing.Notebook.Charts;

/// <summary>How something is drawn.</summary>
/// <param name="Fill">The colour.</param>
/// <param name="Text">The colour of text upon it, with a contrast of at least 4.5.</param>
/// <param name="Hatch">Plotly's name of the hatching, or nothing.</param>
/// <param name="Dash">The dashes of a line, or nothing.</param>
/// <param name="Marker">Plotly's name of the marker.</param>
internal sealed record Ink(string Fill, string Text, string Hatch, string Dash, string Marker);
