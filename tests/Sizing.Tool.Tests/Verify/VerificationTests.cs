using Sizing.Tool.Verify;

namespace Sizing.Tool.Tests.Verify;

public sealed class VerificationTests
{
    /// <summary>0.9 · 79.22 − 14.96 − 1.79 − 1.26 = 53.29 GiB, as vLLM 0.6.5 logs it.</summary>
    [Fact]
    public void With_the_logged_terms_the_pool_of_the_golden_line_is_53_29_GiB() =>
        Assert.Equal(53.29, Term(LogFile.Verify("vllm-0.6.log", ("gpu", "H100 SXM")), "kv_pool_bytes").WithLogged!.Value / (1L << 30), 0.005);

    [Fact]
    public void A_wrong_term_is_named_as_what_explains_the_pool() =>
        Assert.Matches(@"largest difference is in non_torch_bytes, [\d.]+ [GM]iB less than logged", Term(LogFile.Verify("vllm-0.6.log", ("gpu", "H100 SXM")), "kv_pool_bytes").Explanation);

    /// <summary>A card that sees 3.00 GiB less, of which vLLM takes 0.95: 58.11 − 2.85 = 55.26 GiB, and every term as it was.</summary>
    [Fact]
    public void Where_no_term_explains_the_pool_none_is_named()
    {
        var verification = LogFile.VerifyChanged(
            "vllm-0.19.log", ("total_memory=79.19GiB", "total_memory=76.19GiB\nGPU 0: NVIDIA H100 80GB HBM3\n"), ("memory: 58.11 GiB", "memory: 55.26 GiB"));
        var pool = Term(verification, "kv_pool_bytes").Explanation;

        Assert.StartsWith("follows from the terms", pool, StringComparison.Ordinal);
        Assert.DoesNotContain("largest difference", pool, StringComparison.Ordinal);
    }

    [Fact]
    public void Llama_3_1_8B_on_an_H100_is_predicted_within_2_percent_in_every_term()
    {
        var terms = LogFile.Verify("vllm-0.19.log", ("gpu", "H100 SXM")).Terms;

        Assert.Equal(7, terms.Count);
        Assert.All(terms, term => Assert.InRange(term.Replay.Error!.Value, -0.02, 0.02));
        Assert.All(terms, term => Assert.Equal("agrees", term.Explanation));
    }

    /// <summary>The log of 0.19 read as one of 0.16: its sampler sorted, so that activations of 1.89 GiB would have been more.</summary>
    [Fact]
    public void Where_another_version_accounts_for_a_term_it_is_named_with_what_changed()
    {
        var activations = Term(LogFile.Verify("vllm-0.19.log", ("gpu", "H100 SXM"), ("engine_version", "0.16.0")), "activation_bytes");

        Assert.StartsWith("as vllm 0.17.0 accounts for it", activations.Explanation, StringComparison.Ordinal);
        Assert.Contains("sampling_copies", activations.Explanation, StringComparison.Ordinal);
    }

    /// <summary>The embedding stays on the CPU, and the first of four equal GPUs holds nine of the 33 layers.</summary>
    [Theory]
    [InlineData("llamacpp-8b.log")]
    [InlineData("llamacpp-b7342.log")]
    [InlineData("llamacpp-b3600.log")]
    public void Weights_of_llama_cpp_agree(string log) => Assert.Equal("agrees", Term(LogFile.Verify(log), "weights_bytes").Explanation);

    /// <summary>Of 33 layers of Llama-3.1-8B in Q8_0, 20 on the GPU in build 4570: 20 of 221.03 MiB, without the output.</summary>
    [Fact]
    public void Layers_that_a_log_leaves_on_the_cpu_are_left_there() => Assert.Equal(
        "agrees",
        Term(LogFile.VerifyChanged("llamacpp-8b.log", ("offloaded 33/33", "offloaded 20/33"), ("7605.33", "4420.60")), "weights_bytes").Explanation);

    [Fact]
    public void What_the_log_lacks_is_said()
    {
        var notes = LogFile.Verify("sglang-0.4.log", ("gpu", "L4")).Question.Notes;

        Assert.Contains(notes, note => note.Contains("does not state the version", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_engine_in_the_same_file_is_not_passed_over() => Assert.Equal(
        ["The file also holds figures of llamacpp, which are left out; give each engine's log in a file of its own."],
        LogFile.VerifyChanged("vllm-0.19.log", ("version 0.19.0", $"version 0.19.0\nGPU 0: NVIDIA H100 80GB HBM3\n{File.ReadAllText(LogFile.Path("llamacpp-8b.log"))}")).Question.Notes);

    private static VerifiedTerm Term(Verification verification, string quantity) =>
        verification.Terms.Single(term => term.Figure.Quantity == quantity);
}
