using System.Collections.Frozen;

namespace Sizing.Models.Files;

/// <summary>The <c>model_type</c> of <c>config.json</c> for each architecture that GGUF files name.</summary>
/// <remarks>Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py MODEL_ARCH_NAMES and convert_hf_to_gguf.py.</remarks>
internal static class GgufArchitectures
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["llama"] = "llama",
        ["llama4"] = "llama4_text",
        ["baichuan"] = "baichuan",
        ["falcon"] = "falcon",
        ["gpt2"] = "gpt2",
        ["gptj"] = "gptj",
        ["gptneox"] = "gpt_neox",
        ["gpt-oss"] = "gpt_oss",
        ["mpt"] = "mpt",
        ["bloom"] = "bloom",
        ["stablelm"] = "stablelm",
        ["starcoder"] = "gpt_bigcode",
        ["starcoder2"] = "starcoder2",
        ["qwen"] = "qwen",
        ["qwen2"] = "qwen2",
        ["qwen2moe"] = "qwen2_moe",
        ["qwen3"] = "qwen3",
        ["qwen3moe"] = "qwen3_moe",
        ["qwen3next"] = "qwen3_next",
        ["phi2"] = "phi",
        ["phi3"] = "phi3",
        ["phimoe"] = "phimoe",
        ["gemma"] = "gemma",
        ["gemma2"] = "gemma2",
        ["gemma3"] = "gemma3_text",
        ["internlm2"] = "internlm2",
        ["minicpm3"] = "minicpm3",
        ["mamba"] = "mamba",
        ["mamba2"] = "mamba2",
        ["command-r"] = "cohere",
        ["cohere2"] = "cohere2",
        ["olmo"] = "olmo",
        ["olmo2"] = "olmo2",
        ["olmoe"] = "olmoe",
        ["deepseek"] = "deepseek",
        ["chatglm"] = "chatglm",
        ["glm4"] = "glm4",
        ["glm4moe"] = "glm4_moe",
        ["exaone"] = "exaone",
        ["exaone4"] = "exaone4",
        ["granite"] = "granite",
        ["granitemoe"] = "granitemoe",
        ["nemotron"] = "nemotron",
        ["seed_oss"] = "seed_oss",
        ["hunyuan-dense"] = "hunyuan_v1_dense",
        ["smollm3"] = "smollm3",
    }.ToFrozenDictionary();

    /// <summary>The <c>model_type</c> of a GGUF file.</summary>
    /// <exception cref="SizingException">The architecture is not known.</exception>
    internal static string ModelType(ModelHeader header)
    {
        var architecture = header.Metadata.Architecture;
        var experts = header.Metadata.Number(architecture + ".expert_count") ?? 0;
        return architecture switch
        {
            "llama" when experts > 0 => "mixtral",
            "deepseek2" => header.Metadata.Number("deepseek2.expert_gating_func") == 2 ? "deepseek_v3" : "deepseek_v2",
            _ => Types.GetValueOrDefault(architecture)
                ?? throw new SizingException($"{header.Path} has the GGUF architecture '{architecture}', which is not supported."),
        };
    }
}
