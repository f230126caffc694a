namespace Sizing.Tool.Verify;

/// <summary>Reads a log without being told whose it is.</summary>
internal static class EngineLogs
{
    /// <summary>The log of the engine whose lines it holds.</summary>
    /// <exception cref="SizingException">The file cannot be read, or holds no figure that an engine logs.</exception>
    internal static EngineLog Read(string path)
    {
        EngineLog[] readers = [VllmLog.Create(), SglangLog.Create(), LlamaCppLog.Create()];
        foreach (var line in LogLines.Of(path))
            foreach (var reader in readers)
                reader.Read(line);
        var log = readers.MaxBy(reader => (reader.Figures.Count, reader.Settings))!;
        log.Others = [.. readers.Where(reader => reader != log && reader.Figures.Count > 0).Select(reader => reader.Engine)];
        return log.Figures.Count > 0
            ? log
            : throw new SizingException($"'{path}' holds no figure that vLLM, SGLang or llama.cpp logs when it starts; give the whole log, from the first line on.");
    }
}
