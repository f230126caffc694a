namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>The outputs of one cell as they come in; text of the same stream is joined.</summary>
/// <param name="executionCount">The number of the cell's run.</param>
internal sealed class OutputList(int executionCount)
{
    private readonly List<CellOutput> items = [];
    private readonly System.Text.StringBuilder text = new();
    private string stream = "";

    /// <summary>The outputs so far.</summary>
    internal IReadOnlyList<CellOutput> Items
    {
        get
        {
            EndStream();
            return items;
        }
    }

    /// <summary>The error that ended the cell; null when it ended well.</summary>
    internal ErrorOutput? Error => items.OfType<ErrorOutput>().LastOrDefault();

    /// <summary>Adds an output.</summary>
    internal void Add(CellOutput output)
    {
        if (output is StreamOutput written)
        {
            if (written.Name != stream)
                EndStream();
            stream = written.Name;
            text.Append(written.Text);
            return;
        }
        EndStream();
        items.Add(output is DataOutput { IsResult: true } result ? result with { ExecutionCount = executionCount } : output);
    }

    private void EndStream()
    {
        if (text.Length > 0)
            items.Add(new StreamOutput(stream, text.ToString()));
        text.Clear();
    }
}
