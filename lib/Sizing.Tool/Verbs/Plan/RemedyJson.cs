namespace Sizing.Tool.Verbs.Plan;

/// <summary>A remedy in the JSON of <c>plan</c>; its keys are a contract.</summary>
internal static class RemedyJson
{
    internal static object Of(Remedy remedy) => new
    {
        remedy.Name,
        remedy.Setting,
        SavedBytes = remedy.Saved.Count,
        remedy.Fits,
        MissingBytes = remedy.Missing.Count,
        remedy.Quality,
        remedy.Speed,
        remedy.Refusal,
    };
}
