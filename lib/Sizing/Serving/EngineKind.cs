namespace Sizing;

/// <summary>The serving engines whose memory accounting is known.</summary>
public enum EngineKind
{
    /// <summary>vLLM.</summary>
    Vllm,

    /// <summary>SGLang.</summary>
    Sglang,

    /// <summary>TensorRT-LLM.</summary>
    TensorRtLlm,

    /// <summary>llama.cpp.</summary>
    LlamaCpp,

    /// <summary>Hugging Face Transformers, without a serving engine.</summary>
    Transformers,
}
