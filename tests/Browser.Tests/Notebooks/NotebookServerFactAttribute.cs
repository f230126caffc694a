namespace Browser.Tests.Notebooks;

/// <summary>A test that needs a browser and Jupyter's classic notebook server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotebookServerFactAttribute : FactAttribute
{
    public NotebookServerFactAttribute() => Skip = Chromium.Skip ?? NotebookServer.Skip;
}
