using System.CommandLine;
using Sizing.Tool.Notebooks.Workers;

namespace Sizing.Tool.Verbs;

/// <summary>The hidden verb of a worker process: runs cells for the process that started it.</summary>
internal static class WorkerVerb
{
    /// <summary>Creates the verb.</summary>
    internal static Command Create()
    {
        var command = new Command("worker", "Runs cells for another process.") { Hidden = true };
        command.SetAction(_ =>
        {
            WorkerHost.Serve();
            return CommandLine.Done;
        });
        return command;
    }
}
