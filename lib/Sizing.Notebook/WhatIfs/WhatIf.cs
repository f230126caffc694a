using Sizing.Notebook.Formatting;
using Sizing.Notebook.WhatIfs;

namespace Sizing.Notebook;

/// <summary>
/// The current answer, with its settings, its chart and its breakdown. In an exported page the settings become controls that
/// recompute all of it with this library.
/// </summary>
public sealed class WhatIf : Display
{
    private readonly Display view;

    private WhatIf(Display view) => this.view = view;

    /// <summary>Returns the what-if of a serving.</summary>
    /// <exception cref="SizingException">A setting contradicts another, the engine would refuse the plan, or the serving has logged figures.</exception>
    public static WhatIf Serving(Serving serving)
    {
        ArgumentNullException.ThrowIfNull(serving);
        return new(new ServingWhatIf(serving));
    }

    internal override Tag ToTag() => view.ToTag();

    /// <inheritdoc/>
    public override string ToString() => view.ToString();
}
