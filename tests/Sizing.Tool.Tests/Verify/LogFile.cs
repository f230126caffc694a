using Sizing.Tool.Verify;

namespace Sizing.Tool.Tests.Verify;

/// <summary>
/// The logs of this folder: short ones of our own making, whose lines are spelled as the engines spell them. Spellings and figures:
/// llm-d-incubation/llm-d-planner, accuracy/results/v0.19.0/logs (Llama-3.1-8B on an H100); vllm-project/vllm#10517 and worker.py of 0.6.5;
/// vllm-project/vllm, v1/worker/gpu_worker.py; didier-durand/llms-in-clouds (SGLang 0.4.3 with QwQ-32B on four L4);
/// ggml-org/llama.cpp#9229 (build 3600) and src/llama-kv-cache.cpp (build 7342).
/// </summary>
internal static class LogFile
{
    internal static string Path(string name) => Repository.File("tests", "Sizing.Tool.Tests", "Verify", "logs", name);

    internal static EngineLog Read(string name) => EngineLogs.Read(Path(name));

    internal static Verification Verify(string name, params (string Column, string Text)[] given) =>
        Verification.Of(LogQuestion.Read(Path(name), given.ToDictionary(entry => entry.Column, entry => entry.Text)));

    /// <summary>Verifies a log with some of its words changed.</summary>
    internal static Verification VerifyChanged(string name, params (string From, string To)[] words)
    {
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("sizing").FullName, name);
        File.WriteAllText(path, words.Aggregate(File.ReadAllText(Path(name)), (text, word) => text.Replace(word.From, word.To, StringComparison.Ordinal)));
        try
        {
            return Verification.Of(LogQuestion.Read(path, new Dictionary<string, string>()));
        }
        finally
        {
            Directory.Delete(System.IO.Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
