namespace Sizing;

/// <summary>Something that would make a deployment fit.</summary>
/// <param name="Name">What to do.</param>
/// <param name="Saved">Memory that it saves on the most loaded GPU.</param>
/// <param name="Cost">One sentence that says what it costs in quality or speed, with its source.</param>
/// <param name="Suffices">Whether it is enough by itself.</param>
public sealed record Remedy(string Name, Bytes Saved, string Cost, bool Suffices);
