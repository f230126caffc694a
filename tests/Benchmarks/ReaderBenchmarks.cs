using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Sizing;
using Sizing.Models;

namespace Benchmarks;

/// <summary>From the text of a <c>config.json</c> to tensors, and to the first explained answers of a deployment.</summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private const string Config =
        """
        {
          "architectures": ["LlamaForCausalLM"], "model_type": "llama", "torch_dtype": "bfloat16", "hidden_act": "silu", "hidden_size": 4096,
          "intermediate_size": 14336, "max_position_embeddings": 8192, "num_attention_heads": 32, "num_hidden_layers": 32,
          "num_key_value_heads": 8, "tie_word_embeddings": false, "vocab_size": 128256
        }
        """;

    private readonly Serving serving = new(Read(), Catalog.Gpu("H100 SXM")) { Input = 2000, Output = 300, Concurrency = 8 };

    [Benchmark]
    public long ReadAndCount() => Read().Parameters.Total;

    [Benchmark]
    public bool ExplainedMemory() => serving.Estimate().Fits;

    [Benchmark]
    public double ExplainedSpeed() => serving.Estimate().Speed().TimePerOutputToken.Typical;

    private static ModelSpec Read()
    {
        using var document = JsonDocument.Parse(Config);
        return ModelReader.Read(document.RootElement, "config.json");
    }
}
