namespace Sizing.Tool.Html;

/// <summary>One entry of a page's contents.</summary>
/// <param name="Level">2 or 3.</param>
/// <param name="Id">The anchor.</param>
/// <param name="Text">The words.</param>
internal sealed record Heading(int Level, string Id, string Text);
