using Microsoft.DotNet.Interactive;

namespace Sizing.Notebook;

/// <summary>What a .NET Interactive kernel runs when a notebook loads the package: <see cref="Polyglot.Use"/>.</summary>
public sealed class PolyglotExtension : IKernelExtension
{
    /// <inheritdoc/>
    public Task OnLoadAsync(Kernel kernel)
    {
        Polyglot.Use();
        return Task.CompletedTask;
    }
}
