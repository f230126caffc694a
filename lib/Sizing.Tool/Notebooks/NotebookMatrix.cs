namespace Sizing.Tool.Notebooks;

/// <summary>The models and GPUs of <c>--matrix</c>.</summary>
/// <param name="Models">The models as typed.</param>
/// <param name="Gpus">The GPUs as typed.</param>
internal sealed record NotebookMatrix(IReadOnlyList<string> Models, IReadOnlyList<string> Gpus)
{
    private const string Model = "model";
    private const string Gpu = "gpu";
    private const int MostPairs = 200;

    /// <summary>Reads <c>model=A,B,C</c> and <c>gpu=X,Y</c>; null where nothing is given.</summary>
    /// <exception cref="SizingException">A part is missing or unknown, or names nothing that the catalog or the disk holds.</exception>
    internal static NotebookMatrix? Parse(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return null;
        if (words.FirstOrDefault(word => !word.StartsWith(Model + "=", StringComparison.Ordinal) && !word.StartsWith(Gpu + "=", StringComparison.Ordinal)) is { } unknown)
            throw new SizingException($"--matrix {unknown}: write it as model=A,B gpu=X,Y.");
        var matrix = new NotebookMatrix(Values(words, Model), Values(words, Gpu));
        if (matrix.Models.Count == 0 || matrix.Gpus.Count == 0)
            throw new SizingException("--matrix needs models and GPUs: model=A,B gpu=X,Y.");
        if (matrix.Models.Count * matrix.Gpus.Count > MostPairs)
            throw new SizingException($"--matrix has {matrix.Models.Count * matrix.Gpus.Count} pairs; give at most {MostPairs}.");
        foreach (var model in matrix.Models)
            _ = Catalog.Model(model);
        foreach (var gpu in matrix.Gpus)
            _ = Catalog.Gpu(gpu);
        return matrix;
    }

    /// <summary>Every pair, models first.</summary>
    internal IEnumerable<(string Model, string Gpu)> Pairs => Models.SelectMany(_ => Gpus, (model, gpu) => (model, gpu));

    /// <summary>The notebooks that have both parameters.</summary>
    /// <exception cref="SizingException">None has.</exception>
    internal static IReadOnlyList<NotebookDocument> Fitting(IReadOnlyList<NotebookDocument> notebooks)
    {
        var fitting = notebooks.Where(each => NotebookParameters.Of(each).Select(parameter => parameter.Name).Intersect([Model, Gpu]).Count() == 2).ToList();
        return fitting.Count > 0 ? fitting : throw new SizingException("--matrix: no notebook given has both parameters 'model' and 'gpu'.");
    }

    /// <summary>The notebook set to a pair.</summary>
    internal static NotebookDocument Set(NotebookDocument notebook, (string Model, string Gpu) pair) =>
        NotebookParameters.Set([notebook], [KeyValuePair.Create(Model, pair.Model), KeyValuePair.Create(Gpu, pair.Gpu)])[0];

    private static IReadOnlyList<string> Values(IReadOnlyList<string> words, string name) =>
    [
        .. words.Where(word => word.StartsWith(name + "=", StringComparison.Ordinal))
            .SelectMany(word => word[(name.Length + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal),
    ];
}
