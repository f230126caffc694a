namespace Sizing.Planning.Remedies;

/// <summary>A change that can be tried.</summary>
/// <typeparam name="T">What is changed: a serving or a training run.</typeparam>
/// <param name="Key">The row of its facts.</param>
/// <param name="Part">What it changes; steps of one part exclude each other.</param>
/// <param name="Apply">The changed question and what was set, or null where the step means nothing for the question.</param>
internal sealed record RemedyStep<T>(string Key, RemedyPart Part, Func<T, (T Question, string Setting)?> Apply);
