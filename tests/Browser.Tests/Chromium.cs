using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The system's Chromium; nothing is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    /// <summary>The path of the first one found; null where there is none.</summary>
    internal static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Why a test is skipped; null where there is a browser, and under CI, where a missing one is a failure.</summary>
    internal static string? Skip => Executable is not null || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : $"No browser: none of {string.Join(", ", Names)} is on the PATH.";

    /// <summary>Starts it without a window.</summary>
    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Executable ?? throw new InvalidOperationException("There is no Chromium, which CI needs."),
        Args = ["--no-sandbox", "--disable-gpu"],
    });
}
