using System.Globalization;
using Sizing.Inference;
using static Sizing.Planning.Launch.Words;

namespace Sizing.Planning.Launch;

/// <summary><c>trtllm-serve</c> with the PyTorch backend; flags as in tensorrt_llm/commands/serve.py, the rest in its file of options.</summary>
internal static class TrtLlmLine
{
    internal static StartLine Of(ServingSetup setup)
    {
        var plan = setup.Plan;
        var shares = plan is { Data: > 1, Expert: > 1 };
        var share = setup.Utilization.Value.Value.ToString("0.####", CultureInfo.InvariantCulture);
        string[] options =
        [
            .. setup.KvCache == DataType.Fp8 ? [$"\"kv_cache_config\":{{\"dtype\":\"fp8\",\"free_gpu_memory_fraction\":{share}}}"] : Array.Empty<string>(),
            .. shares ? ["\"enable_attention_dp\":true"] : Array.Empty<string>(),
        ];
        return new(
            Line(
                options.Length > 0 ? $"echo '{{{string.Join(',', options)}}}' > options.yaml &&" : null,
                "trtllm-serve", Model(setup, converts: false), "--backend pytorch",
                Degree("--tp_size", shares ? plan.Tensor * plan.Data : plan.Tensor), Degree("--pp_size", plan.Pipeline), Degree("--ep_size", plan.Expert),
                Flag("--max_batch_size", setup.MaxSequences.Value.Whole), Flag("--max_num_tokens", setup.BatchedTokens.Value.Whole),
                Flag("--max_seq_len", setup.Context), $"--kv_cache_free_gpu_memory_fraction {share}",
                options.Length > 0 ? "--extra_llm_api_options options.yaml" : null),
            [.. Notes(setup, converts: false), .. plan.Data > 1 && !shares && !AreApart(setup) ? [$"Start {plan.Data} of them, each on its own GPUs, behind a router."] : Array.Empty<string>()]);
    }
}
