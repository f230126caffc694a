namespace Sizing;

/// <summary>One change of several, made after those before it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Needed">What the most loaded GPU would hold then.</param>
public sealed record RemedyStage(string Name, Bytes Needed);
