using System.Globalization;

namespace Sizing.Training;

/// <summary>The degrees of a training plan as people write them: <c>DP8 TP1 PP1 CP1 EP1</c>.</summary>
public static class TrainingPlanText
{
    private static readonly string[] Names = ["DP", "TP", "PP", "CP", "EP"];

    /// <summary>The text of a plan.</summary>
    public static string Of(TrainingPlan plan) =>
        string.Join(' ', Names.Zip([plan.Data, plan.Tensor, plan.Pipeline, plan.Context, plan.Expert]).Select(each => $"{each.First}{Whole(each.Second)}"));

    /// <summary>The plan of a text; degrees that are left out are 1.</summary>
    /// <exception cref="SizingException">The text is no plan.</exception>
    public static TrainingPlan Parse(string text)
    {
        var degrees = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int Degree(string name) => degrees.FirstOrDefault(word => word.StartsWith(name, StringComparison.Ordinal)) is not { } word ? 1
            : int.TryParse(word.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var degree) && degree is > 0 and <= 99_999 ? degree
            : throw Refused(text);
        if (degrees.Length == 0 || degrees.Any(word => !Names.Any(name => word.StartsWith(name, StringComparison.Ordinal))))
            throw Refused(text);
        return new() { Data = Degree("DP"), Tensor = Degree("TP"), Pipeline = Degree("PP"), Context = Degree("CP"), Expert = Degree("EP") };
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static SizingException Refused(string text) => new($"'{text}' is no training plan; write its degrees as in 'DP8 TP1 PP1 CP1 EP1'.");
}
