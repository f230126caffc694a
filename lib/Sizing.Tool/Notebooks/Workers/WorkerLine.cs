using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks.Workers;

/// <summary>
/// One message between the runner and a worker: a line of JSON behind the worker's own mark, so that whatever a cell's native code
/// or child process writes to the same pipe is told apart and dropped.
/// </summary>
internal static class WorkerLine
{
    /// <summary>The environment variable that holds a worker's mark; its child processes inherit it.</summary>
    internal const string MarkVariable = "SIZING_WORKER";

    /// <summary>Begin a notebook whose relative paths resolve against <c>folder</c>.</summary>
    internal const string Open = "open";

    /// <summary>Run the cell <c>id</c> with the text <c>code</c>.</summary>
    internal const string Run = "run";

    /// <summary>End the running cell and keep the state of those before it.</summary>
    internal const string Interrupt = "interrupt";

    /// <summary>Say what may stand at the <c>position</c> of the <c>code</c>; answered by <c>names</c> and the <c>start</c> of the word.</summary>
    internal const string Complete = "complete";

    /// <summary>Say whether the <c>code</c> can be run as it stands; answered by a <c>status</c>, as Jupyter names it.</summary>
    internal const string IsComplete = "is_complete";

    /// <summary>The worker is warm.</summary>
    internal const string Ready = "ready";

    /// <summary>The running cell has an <c>output</c>, as nbformat writes it.</summary>
    internal const string Output = "output";

    /// <summary>The running cell has ended, or this is the answer to a question.</summary>
    internal const string Done = "done";

    /// <summary>The line of a message.</summary>
    internal static string Write(string mark, JsonObject message) => mark + message.ToJsonString();

    /// <summary>The message of a line; null when the line is not the worker's.</summary>
    internal static JsonObject? Read(string mark, string line) =>
        line.StartsWith(mark, StringComparison.Ordinal) ? JsonNode.Parse(line[mark.Length..]) as JsonObject : null;
}
