using System.Text.RegularExpressions;

namespace Sizing.Models.Files;

/// <summary>
/// Reads models from their files: a <c>config.json</c>, a GGUF file, or safetensors beside their <c>config.json</c>.
/// Of files with weights only the headers are read.
/// </summary>
public static partial class ModelFile
{
    private const int MostParts = 4_096;

    /// <summary>Files split or repeat small tensors, and hold tables of frequencies.</summary>
    private const double LargestDifference = 0.02;

    /// <summary>Whether the path names a file with weights: GGUF, safetensors, or an index of safetensors.</summary>
    public static bool HoldsWeights(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsGguf(path) || IsSafetensors(path) || IsIndex(path);
    }

    /// <summary>Reads the model that a file describes.</summary>
    /// <exception cref="SizingException">The file cannot be read, or does not describe a model that can be sized.</exception>
    public static ModelSpec Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!HoldsWeights(path))
            return WithQuantizationBeside(ModelReader.ReadFile(path), path);
        var header = ReadHeader(path);
        if (IsGguf(path))
            return Checked(ModelReader.Read(GgufConfig.Of(header), path, hasClass: false) with { Header = header });
        var config = Beside(path, "config.json");
        return File.Exists(config)
            ? WithQuantizationBeside(ModelReader.ReadFile(config), config) with { Name = path, Header = header }
            : throw new SizingException($"{path} has no config.json beside it, which describes the layers; put it there.");
    }

    /// <summary>Reads the header of a file with weights, and of all its parts.</summary>
    /// <exception cref="SizingException">A file cannot be read, or its header is not sound.</exception>
    public static ModelHeader ReadHeader(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            if (IsGguf(path))
                return ReadGguf(path);
            if (IsIndex(path))
                return new(path, SafetensorsIndex.Read(path));
            if (Shard().IsMatch(path))
                return ReadShards(path);
            using var stream = Open(path);
            return new(path, SafetensorsReader.Read(stream, path));
        }
        catch (OverflowException problem)
        {
            throw new SizingException($"{path} describes more bytes than can be counted.", problem);
        }
        catch (IOException problem)
        {
            throw new SizingException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Opens a file for reading.</summary>
    internal static FileStream Open(string path)
    {
        try
        {
            return Data.OrdinaryFile.Open(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SizingException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Refuses a model whose keys describe something else than the tensors that its file holds.</summary>
    private static ModelSpec Checked(ModelSpec model)
    {
        var (described, held) = (model.Parameters.Total + (model.Parameters.Mtp ?? 0), model.Header!.TotalElements);
        return Math.Abs((double)held / described - 1) <= LargestDifference
            ? model
            : throw new SizingException(
                $"{model.Name} holds {held:N0} elements, but its keys describe {described:N0} parameters; give the model's config.json instead.");
    }

    private static bool IsGguf(string path) => path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase);

    private static bool IsSafetensors(string path) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    private static bool IsIndex(string path) => path.EndsWith(".safetensors.index.json", StringComparison.OrdinalIgnoreCase);

    private static string Beside(string path, string name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);

    private static ModelHeader ReadShards(string path)
    {
        var index = Shard().Replace(path, ".safetensors.index.json");
        return File.Exists(index)
            ? new(path, SafetensorsIndex.Read(index))
            : throw new SizingException($"{path} is one of several shards, and {Path.GetFileName(index)} is not beside it; put it there.");
    }

    private static ModelHeader ReadGguf(string path)
    {
        var first = ReadGgufPart(path);
        var parts = first.Metadata.Number("split.count") ?? 1;
        if (parts <= 1)
            return first;
        var match = GgufPart().Match(path);
        if (parts > MostParts || !match.Success)
            throw new SizingException($"{path} is one of {parts:N0} parts, whose names must end in -00001-of-{parts:00000}.gguf.");
        var headers = Enumerable.Range(1, (int)parts)
            .Select(part => ReadGgufPart($"{path[..match.Index]}-{part:00000}-of-{parts:00000}.gguf")).ToArray();
        var tensors = headers.SelectMany(header => header.Tensors).ToArray();
        return tensors.DistinctBy(tensor => tensor.Name).Count() == tensors.Length
            ? headers[0] with { Path = path, Tensors = tensors }
            : throw new SizingException($"The parts of {path} hold a tensor twice.");
    }

    private static ModelHeader ReadGgufPart(string path)
    {
        using var stream = Open(path);
        return GgufReader.Read(stream, path);
    }

    private static ModelSpec WithQuantizationBeside(ModelSpec model, string config)
    {
        var beside = Beside(config, "hf_quant_config.json");
        if (model.QuantizationConfig is not null || Path.GetFileName(config) != "config.json" || !File.Exists(beside))
            return model;
        using var stream = Open(beside);
        using var document = Reading.ConfigDocument.Parse(stream, beside, ModelReader.LargestFile, depth: 16);
        return model with { QuantizationConfig = document.RootElement.Clone() };
    }

    [GeneratedRegex(@"-\d{5}-of-\d{5}\.safetensors$")]
    private static partial Regex Shard();

    [GeneratedRegex(@"-\d{5}-of-\d{5}\.gguf$")]
    private static partial Regex GgufPart();
}
