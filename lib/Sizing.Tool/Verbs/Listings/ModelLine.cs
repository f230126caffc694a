namespace Sizing.Tool.Verbs.Listings;

/// <summary>A model as one line of what <c>models</c> prints.</summary>
internal sealed record ModelLine(
    string Model, string ModelType, double ParametersBillions, double ActiveBillions, int? Context, string? Released, string? License)
{
    internal static ModelLine Of(ModelSpec model)
    {
        var count = model.Parameters;
        return new(
            model.Name,
            model.ModelType,
            Math.Round(count.Total / 1e9, 3),
            Math.Round(count.Active / 1e9, 3),
            model.MaxContext,
            model.Card?.Released is { } released ? $"{released:yyyy-MM-dd}" : null,
            model.Card?.License);
    }
}
