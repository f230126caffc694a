using System.Globalization;
using System.Text.RegularExpressions;

namespace Sizing;

/// <summary>How a model is divided over GPUs.</summary>
/// <param name="Tensor">t: ranks that divide each matrix.</param>
/// <param name="Pipeline">p: stages that divide the layers.</param>
/// <param name="Data">Replicas of the attention and dense layers, each with its own requests.</param>
/// <param name="Expert">Ranks that divide the routed experts by whole experts; 1 when <paramref name="Tensor"/> divides each expert.</param>
/// <param name="Context">c: ranks among the tensor-parallel ones that divide the tokens of the KV cache instead of holding copies (decode context parallel).</param>
public sealed partial record ServingPlan(int Tensor = 1, int Pipeline = 1, int Data = 1, int Expert = 1, int Context = 1)
{
    /// <summary>The GPUs that the plan uses.</summary>
    public int Gpus => Tensor * Pipeline * Data;

    /// <summary>Returns the degrees as people write them: <c>TP2 PP1 DP1 EP1</c>, and <c>CP2</c> where tokens are divided.</summary>
    public override string ToString() => $"TP{Tensor} PP{Pipeline} DP{Data} EP{Expert}{(Context > 1 ? $" CP{Context}" : "")}";

    /// <summary>Reads what <see cref="ToString"/> returns; degrees that are left out are 1: <c>TP2 DP2</c>.</summary>
    /// <exception cref="SizingException">The text is no plan.</exception>
    public static ServingPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Degrees().Match(text);
        return match.Success
            ? new(Degree(match.Groups[1]), Degree(match.Groups[2]), Degree(match.Groups[3]), Degree(match.Groups[4]), Degree(match.Groups[5]))
            : throw new SizingException($"'{text}' is no plan; write its degrees as in 'TP2 PP1 DP1 EP1'.");
    }

    private static int Degree(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"^(?=.)(?:TP(\d{1,5}))? ?(?:PP(\d{1,5}))? ?(?:DP(\d{1,5}))? ?(?:EP(\d{1,5}))? ?(?:CP(\d{1,5}))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Degrees();
}
