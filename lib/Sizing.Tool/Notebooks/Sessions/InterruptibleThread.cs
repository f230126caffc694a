using System.Runtime;
using System.Runtime.ExceptionServices;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>
/// Runs work on a thread of its own, which an interrupt ends: ControlledExecution aborts code that runs, Thread.Interrupt wakes
/// code that waits, and neither does the other's part. What the work has changed stays.
/// </summary>
internal sealed class InterruptibleThread : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly Thread thread;
    private readonly CancellationTokenSource abort = new();
    private volatile bool ended;
    private Exception? problem;

    private InterruptibleThread(Action work)
    {
        thread = new Thread(() => Guard(work)) { IsBackground = true };
    }

    /// <summary>Runs the work to its end, or to the interrupt.</summary>
    /// <exception cref="OperationCanceledException">The interrupt ended the work.</exception>
    internal static void Run(Action work, CancellationToken interrupt)
    {
        using var execution = new InterruptibleThread(work);
        execution.thread.Start();
        execution.Wait(interrupt);
        if (execution.problem is not { } problem)
            return;
        interrupt.ThrowIfCancellationRequested();
        ExceptionDispatchInfo.Throw(problem);
    }

    /// <inheritdoc/>
    public void Dispose() => abort.Dispose();

    private void Wait(CancellationToken interrupt)
    {
        Task? aborting = null;
        while (!thread.Join(Tick))
        {
            if (!interrupt.IsCancellationRequested)
                continue;
            // It returns when the thread has taken note, which a waiting thread does only after being woken.
            aborting ??= Task.Run(abort.Cancel, CancellationToken.None);
            if (!ended && thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                thread.Interrupt();
        }
        aborting?.Wait(CancellationToken.None);
    }

    private void Guard(Action work)
    {
        try
        {
#pragma warning disable SYSLIB0046 // Aborting a cell is what an interrupt asks for; the process is replaced when that fails.
            ControlledExecution.Run(() => Watch(work), abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception stopped)
        {
            problem = stopped;
        }
    }

    private void Watch(Action work)
    {
        try
        {
            work();
        }
        finally
        {
            ended = true;
        }
    }
}
