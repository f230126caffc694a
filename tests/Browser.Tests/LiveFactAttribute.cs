using Sizing.Tool.Html;

namespace Browser.Tests;

/// <summary>A test that needs a browser, and pages that carry the library for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiveFactAttribute : FactAttribute
{
    public LiveFactAttribute() => Skip = Chromium.Skip ?? (IsLive || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "This build has no library for the browser: it is published in Release, where its runtime pack can be restored.");

    /// <summary>Whether the build published the library.</summary>
    internal static bool IsLive { get; } = LiveLibrary.Load() is not null;
}
