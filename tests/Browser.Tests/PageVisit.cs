namespace Browser.Tests;

/// <summary>What one page did while it was read, used, printed and shown without scripts.</summary>
internal sealed record PageVisit
{
    internal required string Address { get; init; }

    /// <summary>Every address asked for until the end of the visit.</summary>
    internal required IReadOnlyList<string> Requests { get; init; }

    /// <summary>Everything that the console said.</summary>
    internal required IReadOnlyList<string> Messages { get; init; }

    /// <summary>Accessibility problems of level serious or critical, in light and dark, all unfolded.</summary>
    internal required IReadOnlyList<string> Violations { get; init; }

    /// <summary>The width of the page on a screen of 390 px.</summary>
    internal required int PhoneWidth { get; init; }

    internal required PrintedPage Printed { get; init; }

    /// <summary>Texts of the page that its PDF has not whole; null where no program reads PDF.</summary>
    internal required IReadOnlyList<string>? MissingOnPaper { get; init; }

    internal required ScriptlessPage Scriptless { get; init; }
}
