namespace Sizing.Answers;

/// <summary>One line of an answer in short.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value with its unit, as people read it.</param>
/// <param name="Range">The range that the value may lie in, or what it is held against; empty where there is none.</param>
public sealed record Figure(string Name, string Value, string Range = "");
