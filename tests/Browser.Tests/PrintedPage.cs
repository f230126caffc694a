namespace Browser.Tests;

/// <summary>A page as it is printed on A4, after it was turned dark by hand.</summary>
/// <param name="Background">The colour behind the text.</param>
/// <param name="Folded">Parts that stay folded.</param>
/// <param name="Scripted">Charts that need a script to be seen.</param>
/// <param name="Charts">Charts.</param>
/// <param name="Pictures">Charts whose picture is shown.</param>
/// <param name="Cut">Elements that reach beyond the paper.</param>
internal sealed record PrintedPage(string Background, int Folded, int Scripted, int Charts, int Pictures, IReadOnlyList<string> Cut);
