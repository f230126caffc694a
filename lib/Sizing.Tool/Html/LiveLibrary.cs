namespace Sizing.Tool.Html;

/// <summary>The library as a page carries it: compiled for the browser, compressed, and run under the hash of its script.</summary>
internal sealed class LiveLibrary
{
    private const string Prefix = "live/";

    private readonly Lazy<(string Script, PagePayload Payload)> packed;

    private LiveLibrary(IReadOnlyDictionary<string, byte[]> files) => packed = new(() =>
    {
        var script = LivePack.Script(files);
        return (script, new PagePayload("live-library", "sizing-library.js", LivePack.Pack(files, script)));
    });

    /// <summary>Its bytes.</summary>
    internal PagePayload Payload => packed.Value.Payload;

    /// <summary>The library that the build published; null where it could not.</summary>
    internal static LiveLibrary? Load() => Assets.Under(Prefix) is { Count: > 0 } files ? new(files) : null;

    /// <summary>Lets it run.</summary>
    internal void Allow(ContentSecurityPolicy policy)
    {
        policy.AllowScript(packed.Value.Script);
        policy.AllowWebAssembly();
    }
}
