using Sizing.Tool.Kernels;

namespace Sizing.Tool.Tests.Kernels;

/// <summary>A test that needs Jupyter: it is skipped where there is none, and fails there under CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JupyterFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        try
        {
            return PythonInterpreter.Find(null).Run("import nbconvert, nbclient").Problem is null ? null : "Jupyter has no nbconvert.";
        }
        catch (SizingException problem)
        {
            return problem.Message;
        }
    });

    public JupyterFactAttribute() => Skip = Environment.GetEnvironmentVariable("CI") == "true" ? null : Missing.Value;
}
