using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>
/// The peak of activations in the profile run of a vLLM-like engine: the largest of the events that it runs, each a sum of live tensors.
/// </summary>
public static class ActivationPeak
{
    private const string Vllm = "vllm-project/vllm";

    /// <summary>
    /// Live bytes while the sampler works: the logits in the model's type, their FP32 copies, and, with the Triton kernel, one row of the
    /// vocabulary for each program of the kernel.
    /// </summary>
    /// <param name="sequences">B: sequences sampled in one step.</param>
    /// <param name="vocabulary">V: tokens of the vocabulary.</param>
    /// <param name="logitBytes">e: bytes of a logit in the model's type.</param>
    /// <param name="copies">c: bytes of the copies, for each logit.</param>
    /// <param name="programs">P: programs of the sampling kernel.</param>
    [Formula("B · V · (e + c) + min(P, B) · V · 4")]
    [Source(Vllm, "vllm/v1/sample/sampler.py; vllm/v1/sample/ops/topk_topp_triton.py: buffer of NUM_PROGRAMS rows of the vocabulary")]
    public static Bytes Sampler(long sequences, long vocabulary, int logitBytes, double copies, long programs) =>
        new((long)(sequences * vocabulary * (logitBytes + copies)) + Math.Min(programs, sequences) * vocabulary * 4);

    /// <summary>Live bytes at the widest point of a dense feed-forward block: gate and up outputs, their product, and hidden states.</summary>
    /// <param name="tokens">T: tokens of one step.</param>
    /// <param name="inner">F: channels of gate, up and product outputs on the rank.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    /// <param name="hiddenCopies">h: hidden states alive at that point.</param>
    /// <param name="elementBytes">e: bytes of an activation.</param>
    [Formula("T · (F + h · H) · e")]
    [Source(Vllm, "vllm/model_executor/models/llama.py LlamaMLP; slope checked on vllm-project/vllm#10517 at two context lengths")]
    public static Bytes FeedForward(long tokens, long inner, long hidden, long hiddenCopies, int elementBytes) =>
        new(tokens * (inner + hiddenCopies * hidden) * elementBytes);

    /// <summary>Buffers that the fused experts keep from the first step on: the two intermediate results, each for k experts per token.</summary>
    /// <param name="tokens">T: tokens of one step.</param>
    /// <param name="expertsPerToken">k: experts of one token.</param>
    /// <param name="width">f: inner width of an expert on the rank.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    /// <param name="elementBytes">e: bytes of an activation.</param>
    [Formula("T · k · (max(f, H) + max(2 · f, H)) · e")]
    [Source(Vllm, "vllm/model_executor/layers/fused_moe/fused_moe.py TritonExperts.workspace_shapes")]
    public static Bytes Experts(long tokens, long expertsPerToken, long width, long hidden, int elementBytes) =>
        new(tokens * expertsPerToken * (Math.Max(width, hidden) + Math.Max(2 * width, hidden)) * elementBytes);

    /// <summary>What a forward run takes when its copies and scratch are not known one by one.</summary>
    /// <param name="block">A: live bytes of the feed-forward block.</param>
    /// <param name="factor">k: what the run takes over it.</param>
    [Formula("A · k")]
    [Source("ai-dynamo/aiconfigurator", "tests/integration/test_trtllm_kv_cache_capacity.py; data/engines names the rows of each factor")]
    public static Bytes Scaled(Bytes block, double factor) => Bytes.FromMiB(block.InMiB * factor);

    /// <summary>Hidden states of one step.</summary>
    /// <param name="tokens">T: tokens of one step.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    /// <param name="copies">h: hidden states alive.</param>
    /// <param name="elementBytes">e: bytes of an activation.</param>
    [Formula("T · H · h · e")]
    [Source(Vllm, "vllm/v1/worker/gpu_model_runner.py profile_run")]
    public static Bytes HiddenStates(long tokens, long hidden, long copies, int elementBytes) => new(tokens * hidden * copies * elementBytes);
}
