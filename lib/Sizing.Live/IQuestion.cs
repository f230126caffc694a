using Sizing.Answers;

namespace Sizing.Live;

/// <summary>A kind of question that a page can put: its controls, its answer, its code.</summary>
internal interface IQuestion
{
    /// <summary>The controls in their order.</summary>
    public IEnumerable<Control> Controls();

    /// <summary>The plans for a model and a number of GPUs.</summary>
    public IEnumerable<string> Plans(IReadOnlyDictionary<string, string> settings);

    /// <summary>The answer.</summary>
    public Answer Answer(IReadOnlyDictionary<string, string> settings);

    /// <summary>A notebook cell that gives the same answer.</summary>
    public string Code(IReadOnlyDictionary<string, string> settings);
}
