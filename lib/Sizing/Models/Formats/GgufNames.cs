namespace Sizing.Models.Formats;

/// <summary>The names that llama.cpp gives to tensors.</summary>
/// <remarks>Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py, TENSOR_NAMES.</remarks>
internal static class GgufNames
{
    /// <summary>The name of a matrix in a GGUF file, or null where it is not known or the file splits the tensor.</summary>
    internal static string? Of(Tensor tensor) => tensor.IsVector ? null : tensor.Role switch
    {
        TensorRole.TokenEmbedding => "token_embd.weight",
        TensorRole.Head => "output.weight",
        TensorRole.Query when tensor.LocalName.Contains("q_b_proj", StringComparison.Ordinal) => InLayer(tensor, "attn_q_b"),
        TensorRole.Query => InLayer(tensor, "attn_q"),
        TensorRole.Key => InLayer(tensor, "attn_k"),
        TensorRole.Value => InLayer(tensor, "attn_v"),
        TensorRole.QueryKeyValue => InLayer(tensor, "attn_qkv"),
        TensorRole.QueryDown => InLayer(tensor, "attn_q_a"),
        TensorRole.KeyValueDown => InLayer(tensor, "attn_kv_a_mqa"),
        TensorRole.AttentionOutput => InLayer(tensor, "attn_output"),
        TensorRole.Gate => InLayer(tensor, "ffn_gate" + Experts(tensor)),
        TensorRole.Up => InLayer(tensor, "ffn_up" + Experts(tensor)),
        TensorRole.Down => InLayer(tensor, "ffn_down" + Experts(tensor)),
        TensorRole.Router => InLayer(tensor, "ffn_gate_inp"),
        TensorRole.StateInput => InLayer(tensor, "ssm_in"),
        TensorRole.StateOutput => InLayer(tensor, "ssm_out"),
        TensorRole.Convolution => InLayer(tensor, "ssm_conv1d"),
        _ => null,
    };

    private static string InLayer(Tensor tensor, string name) => $"blk.{tensor.Layer}.{name}.weight";

    private static string Experts(Tensor tensor) => tensor.Part is not ModelPart.Experts ? "" : tensor.IsRoutedExpert ? "_exps" : "_shexp";
}
