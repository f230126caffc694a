using System.Text.RegularExpressions;

namespace Sizing.Tool.Verify;

/// <summary>Finds the model and the GPU that a log names in its own ways.</summary>
internal static partial class LoggedNames
{
    private const string Cache = "models--";
    private const double MemorySlackGib = 0.06;

    /// <summary>Error correction takes a sixteenth of a card's memory and drivers a little; a card that sees less or more than this share is another one.</summary>
    private const double MemorySlack = 0.1;

    /// <summary>The model of an id, of a path that ends in one, of a folder of the Hugging Face cache, or of the name in a GGUF file.</summary>
    /// <exception cref="SizingException">The catalog has no such model.</exception>
    internal static ModelSpec Model(string name)
    {
        foreach (var candidate in Candidates(name.Trim().TrimEnd('/')).Distinct())
            if (Found(() => Catalog.Model(candidate)) is { } model)
                return model;
        throw new SizingException($"The log names the model '{Short(name)}', which is not in the catalog; give --model with an id or the path of its config.json.");
    }

    /// <summary>The GPU of a name as drivers print it.</summary>
    /// <exception cref="SizingException">The catalog has no such GPU.</exception>
    internal static GpuSpec Gpu(string name) =>
        Found(() => Catalog.Gpu(name.Replace('_', ' ')))
        ?? throw new SizingException($"The log names the GPU '{Short(name)}', which is not in the catalog; give --gpu.");

    /// <summary>Whether the memory that a log states is not that of a GPU.</summary>
    internal static bool IsOfOther(GpuSpec gpu, double gib) => Math.Abs(gib / gpu.UsableMemory.InGiB - 1) > MemorySlack;

    /// <summary>The GPUs on which a process sees as much memory as the log says, in brackets; empty where none does.</summary>
    internal static string Choice(double gib) =>
        Catalog.Gpus.Where(gpu => Math.Abs(gpu.UsableMemory.InGiB - gib) <= MemorySlackGib).Select(gpu => gpu.Name).ToList() is { Count: > 0 } same
            ? $" (it sees {gib:0.00} GiB, as {string.Join(" or ", same)} does)"
            : "";

    private static IEnumerable<string> Candidates(string name)
    {
        yield return name;
        var parts = name.Split('/', '\\');
        foreach (var part in parts.Where(part => part.StartsWith(Cache, StringComparison.Ordinal)))
            yield return part[Cache.Length..].Replace("--", "/", StringComparison.Ordinal);
        if (parts.Length > 1)
            yield return $"{parts[^2]}/{parts[^1]}";
        yield return parts[^1];
        yield return GgufEnd().Replace(parts[^1], "");
    }

    private static T? Found<T>(Func<T> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (SizingException)
        {
            return null;
        }
    }

    private static string Short(string name) => name.Length <= 80 ? name : name[..80] + "…";

    /// <summary>What the files of quantized models add to the name: <c>-UD-Q4_K_XL.gguf</c>.</summary>
    [GeneratedRegex(@"(?:-GGUF)?(?:[-.](?:UD-)?(?:I?Q\d\w*|TQ\d\w*|BF16|F16|F32|MXFP4\w*))?(?:-\d{5}-of-\d{5})?(?:\.gguf)?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex GgufEnd();
}
