using Sizing.Answers;
using Sizing.Inference;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.WhatIfs;
using Sizing.Training;

namespace Sizing.Notebook;

/// <summary>
/// The current answer, with its settings, its figures, its chart and its breakdowns. In an exported page the settings become controls that
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
        return new(new WhatIfView("serving", ServingText.Write(serving), ServingAnswer.Of(serving)));
    }

    /// <summary>Returns the what-if of a training run.</summary>
    /// <exception cref="SizingException">A setting contradicts another, or the run has one that a page cannot carry, such as offload.</exception>
    public static WhatIf Training(TrainingRun training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return new(new WhatIfView("training", TrainingText.Write(training), TrainingAnswer.Of(training)));
    }

    internal override Tag ToTag() => view.ToTag();

    /// <inheritdoc/>
    public override string ToString() => view.ToString();
}
