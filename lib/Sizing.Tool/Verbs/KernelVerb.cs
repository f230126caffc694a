using System.CommandLine;
using Sizing.Tool.Kernels;
using Sizing.Tool.Notebooks.Workers;

namespace Sizing.Tool.Verbs;

/// <summary><c>kernel</c>: the workbook's own C# kernel for Jupyter.</summary>
internal static class KernelVerb
{
    /// <summary>Creates the verb.</summary>
    internal static Command Create() => new("kernel", $"Registers the Jupyter kernel \"{JupyterKernel.DisplayName}\".")
    {
        Registering("install", "Registers the kernel with Jupyter.", (python, prefix) =>
            $"Kernel '{JupyterKernel.Name}', \"{JupyterKernel.DisplayName}\", is in {JupyterKernel.Install(python, prefix)} and runs in {python.File}."),
        Registering("uninstall", "Removes the kernel from Jupyter.", (python, prefix) => $"Removed {JupyterKernel.Uninstall(python, prefix)}."),
        Serve(),
    };

    private static Command Registering(string name, string description, Func<PythonInterpreter, string?, string> register)
    {
        var user = new Option<bool>("--user") { Description = "For this user (without either option too)." };
        var prefix = new Option<string?>("--prefix") { Description = "In the environment in this folder." };
        var python = new Option<string?>("--python") { Description = "The Python that has ipykernel; else the first on the PATH that has it." };
        var command = new Command(name, description) { user, prefix, python };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(user) && parsed.GetValue(prefix) is not null)
                throw new SizingException("--user and --prefix name two places; give one of them.");
            Console.WriteLine(register(PythonInterpreter.Find(parsed.GetValue(python)), parsed.GetValue(prefix)));
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Serve()
    {
        var command = new Command("serve", "Runs cells for the kernel that 'install' registered.");
        command.SetAction(_ =>
        {
            WorkerHost.Serve();
            return CommandLine.Done;
        });
        return command;
    }
}
