namespace Browser.Tests;

/// <summary>A page where scripts are off.</summary>
/// <param name="HasHeading">Whether the first heading is seen.</param>
/// <param name="Buttons">Buttons and fields that are seen and do nothing.</param>
/// <param name="Unseen">Prose, pictures and tables that should be seen and are not.</param>
internal sealed record ScriptlessPage(bool HasHeading, int Buttons, IReadOnlyList<string> Unseen);
