namespace Sizing.Tool.Html;

/// <summary>One formula of the prose, as written.</summary>
/// <param name="Latex">The LaTeX between the dollar signs.</param>
/// <param name="Display">True on a line of its own (<c>$$…$$</c>), false within a sentence (<c>$…$</c>).</param>
internal readonly record struct Formula(string Latex, bool Display);
