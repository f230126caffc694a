namespace Sizing.Planning;

/// <summary>Parallel degrees as people write them.</summary>
internal static class Degrees
{
    /// <summary>Those that divide anything: <c>TP8 PP4 DP2</c>; <c>one GPU</c> where none does.</summary>
    internal static string Of(params IEnumerable<(string Name, int Degree)> degrees) =>
        string.Join(' ', degrees.Where(part => part.Degree > 1).Select(part => $"{part.Name}{part.Degree}")) is { Length: > 0 } text ? text : "one GPU";
}
