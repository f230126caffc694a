namespace Sizing.Tool.Html;

/// <summary>plotly.js as a page carries it: compressed, and run by the page's script under its hash.</summary>
internal sealed class ChartLibrary
{
    /// <summary>plotly.js writes its rules into an empty style element through the object model.</summary>
    private const string FilledByScript = "";

    private readonly string script;

    private ChartLibrary(string script, byte[] packed, string notice)
    {
        this.script = script;
        Notice = $"<!--\n{notice.Replace("--", "- -", StringComparison.Ordinal).Trim()}\n-->\n";
        Payload = new("chart-library", "sizing-charts.js", packed);
    }

    /// <summary>Its licence, as a comment.</summary>
    internal string Notice { get; }

    /// <summary>Its bytes.</summary>
    internal PagePayload Payload { get; }

    /// <summary>The library that the build packed; null where the build had no npm.</summary>
    internal static ChartLibrary? Load() =>
        Assets.Unpacked("plotly.js") is { } script ? new(script, Assets.Packed("plotly.js")!, Assets.Unpacked("plotly.notice.txt")!) : null;

    /// <summary>Lets it run.</summary>
    internal void Allow(ContentSecurityPolicy policy)
    {
        policy.AllowScript(script);
        policy.AllowStyle(FilledByScript);
    }
}
