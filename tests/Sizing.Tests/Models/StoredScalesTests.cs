using Sizing.Inference;

namespace Sizing.Tests.Models;

public sealed class StoredScalesTests
{
    // Hugging Face "safetensors.total" counts a stored FP8 scale as one element; the total less the parameters is their number.
    // DeepSeek-V3: 684,531,386,000 holds 11,610,068,224 of multi-token prediction and embedding and head a second time.
    [Theory]
    [InlineData("Qwen/Qwen3-235B-A22B-FP8", 235_107_904_512 - 235_093_634_560)]
    [InlineData("MiniMaxAI/MiniMax-M2.7", 228_703_644_928 - 228_689_764_864)]
    [InlineData("deepseek-ai/DeepSeek-V3", 684_531_386_000 - 671_026_419_200 - 11_610_068_224 - (2L * 129_280 * 7_168))]
    public void The_number_of_fp8_scales_is_that_of_the_checkpoint(string model, long scales) =>
        Assert.Equal(scales, ScaleBytes(Catalog.Model(model)) / 4);

    // The same totals of gpt-oss count one byte for each 32 weights of the experts.
    [Theory]
    [InlineData("openai/gpt-oss-20b", 21_511_953_984 - 20_914_757_184)]
    [InlineData("openai/gpt-oss-120b", 120_412_337_472 - 116_829_156_672)]
    public void The_number_of_mxfp4_scales_is_that_of_the_checkpoint(string model, long scales)
    {
        var read = Catalog.Model(model);
        var coding = WeightFormat.Of(read).CodingsFor(read);
        Assert.Equal(scales, read.Tensors().Where(tensor => coding(tensor).Name == "mxfp4").Sum(tensor => tensor.Elements / 32));
    }

    // The sum of the checkpoint's tensor bytes, as hf-mem prints it.
    [Fact]
    public void The_checkpoint_of_gpt_oss_120b_is_exact_to_the_byte()
    {
        var model = Catalog.Model("openai/gpt-oss-120b");
        Assert.Equal(new Bytes(65_248_815_744), Weights.CheckpointBytes(model, WeightFormat.Of(model)));
    }

    private static long ScaleBytes(ModelSpec model)
    {
        var coding = WeightFormat.Of(model).CodingsFor(model);
        return model.Tensors()
            .Where(tensor => coding(tensor).Name == "fp8-block")
            .Sum(tensor => (coding(tensor).BytesOf(tensor.Rows, tensor.Columns).Count - tensor.ElementsPerCopy) * tensor.Copies);
    }
}
