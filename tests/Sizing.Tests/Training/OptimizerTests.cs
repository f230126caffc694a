namespace Sizing.Tests.Training;

/// <summary>Bytes of state for a hidden matrix of 4096 × 11008 = 45,088,768 elements, worked out by hand from each optimizer's definition.</summary>
public sealed class OptimizerTests
{
    private const long Elements = 45_088_768;

    private static readonly StateShape Matrix = new(4096, 11_008, 1, IsHidden: true);

    [Theory]
    [InlineData("adamw", 8 * Elements)]
    [InlineData("lamb", 8 * Elements)]
    [InlineData("sgd", 0)]
    [InlineData("sgd-momentum", 4 * Elements)]
    [InlineData("adagrad", 4 * Elements)]
    [InlineData("rmsprop", 4 * Elements)]
    [InlineData("lion", 4 * Elements)]
    [InlineData("ademamix", 12 * Elements)]
    [InlineData("muon", 4 * Elements)]
    [InlineData("lomo", 0)]
    [InlineData("adafactor", 4 * (4096 + 11_008))]
    [InlineData("adamw-8bit", 2 * (Elements + 4 * Elements / 256))]
    public void States_follow_from_the_definition(string name, long bytes) =>
        Assert.Equal(bytes, Optimizer.Parse(name).StateOf(Matrix, DataType.Fp32).Count);

    [Fact]
    public void Galore_keeps_projector_and_projected_moments_and_apollo_the_moments_alone()
    {
        // Table 1: m·r + 2·n·r elements, here in BF16.
        Assert.Equal(2 * (4096 * 128 + 2 * 11_008 * 128), Optimizer.GaLore(128).StateOf(Matrix, DataType.Bf16).Count);
        Assert.Equal(2 * 2 * 11_008 * 128, Optimizer.Apollo(128).StateOf(Matrix, DataType.Bf16).Count);
    }

    [Fact]
    public void Small_tensors_of_an_8_bit_optimizer_stay_fp32() =>
        Assert.Equal(8 * 4095, Optimizer.AdamW8Bit.StateOf(new(4095, 1, 1, IsHidden: false), DataType.Fp32).Count);

    [Fact]
    public void Muon_treats_embeddings_as_adam_does() =>
        Assert.Equal(8 * 32_000 * 4096, Optimizer.Muon.StateOf(new(32_000, 4096, 1, IsHidden: false), DataType.Fp32).Count);

    [Fact]
    public void A_vector_has_no_rows_and_columns_to_factor() =>
        Assert.Equal(4 * 4096, Optimizer.Adafactor.StateOf(new(4096, 1, 1, IsHidden: false), DataType.Fp32).Count);

    [Fact]
    public void Blocks_of_256_begin_at_4096_elements_and_count_a_last_one_that_is_not_full()
    {
        // n + 4 · ⌈n / 256⌉ bytes a moment.
        Assert.Equal(2 * (4096 + 4 * 16), Optimizer.AdamW8Bit.StateOf(new(4096, 1, 1, IsHidden: false), DataType.Fp32).Count);
        Assert.Equal(2 * (4097 + 4 * 17), Optimizer.AdamW8Bit.StateOf(new(4097, 1, 1, IsHidden: false), DataType.Fp32).Count);
    }

    /// <summary>GaLore projects layer matrices whose shorter side exceeds the rank; everything else has Adam's moments.</summary>
    [Theory]
    [InlineData(4096, 128, 128, true, 2 * 4096 * 128)]
    [InlineData(128, 4096, 128, true, 2 * 4096 * 128)]
    [InlineData(4096, 129, 128, true, 129 * 128 + 2 * 4096 * 128)]
    [InlineData(32_000, 4096, 128, false, 2 * 32_000 * 4096)]
    public void Galore_projects_only_where_that_is_smaller(long rows, long columns, int rank, bool hidden, long elements)
    {
        Assert.Equal(4 * elements, Optimizer.GaLore(rank).StateOf(new(rows, columns, 1, hidden), DataType.Fp32).Count);
        Assert.Equal(3 * 4 * elements, Optimizer.GaLore(rank).StateOf(new(rows, columns, 3, hidden), DataType.Fp32).Count);
    }

    [Fact]
    public void The_8_bit_form_of_galore_quantizes_moments_and_not_the_projector()
    {
        // 11008 · 128 elements a moment in 5504 blocks; the projector of 4096 · 128 as the other states, here FP32.
        Assert.Equal(2 * (11_008 * 128 + 4 * 5504) + 4 * 4096 * 128, Optimizer.GaLore8Bit(128).StateOf(Matrix, DataType.Fp32).Count);
    }

    [Fact]
    public void Muon_and_galore_tell_hidden_matrices_of_a_model_from_embeddings_and_vectors()
    {
        var tensors = Catalog.Model("meta-llama/Llama-2-7b-hf").Tensors().ToList();

        Assert.All(tensors, tensor => Assert.Equal(tensor.Layer is not null && tensor.Columns > 1, StateShape.Of(tensor).IsHidden));
        Assert.Equal(3 * 2 * 5, new StateShape(2, 5, 3, IsHidden: true).Elements);
    }

    [Fact]
    public void Factors_of_adapters_are_hidden_matrices_to_muon()
    {
        // Rank 16 beside q and v of 4096 in 32 layers: one FP32 momentum a parameter, as DoRA's magnitudes have two moments.
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB")) { Adapter = new(16), Base = WeightFormat.Bf16, Optimizer = Optimizer.Muon };

        Assert.Equal(4 * 8_388_608, StepEvents.At(run, "steady")["States of muon"]);
        Assert.Equal(4 * 8_388_608 + 8 * 32 * 2 * 4096, StepEvents.At(run with { Adapter = new(16) { Kind = AdapterKind.Dora } }, "steady")["States of muon"]);
    }

    [Theory]
    [InlineData("galore", "galore-adamw")]
    [InlineData("GaLore-8bit", "galore-adamw-8bit")]
    [InlineData("apollo", "apollo")]
    public void Projections_are_found_by_name_and_keep_their_rank(string name, string known)
    {
        var optimizer = Optimizer.Parse(name, 1);

        Assert.Equal((known, 1, false), (optimizer.Name, optimizer.Rank, optimizer.IsForeach));
    }

    [Theory]
    [InlineData("adam-8bit", "adamw-8bit")]
    [InlineData("Adam-Paged", "paged-adamw")]
    public void Aliases_name_the_same_optimizer(string alias, string name) => Assert.Equal(name, Optimizer.Parse(alias).Name);

    [Fact]
    public void An_unknown_optimizer_is_refused_with_those_that_are_known() =>
        Assert.Contains("adamw-8bit", Assert.Throws<SizingException>(() => Optimizer.Parse("adamx")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_projection_has_at_least_rank_1() => Assert.Contains("must be 1 or more", Assert.Throws<SizingException>(() => Optimizer.GaLore(0)).Message, StringComparison.Ordinal);

    /// <summary>bitsandbytes' paged optimizers; LOMO's fused backward; and those without a foreach form in PyTorch.</summary>
    [Fact]
    public void Optimizers_differ_in_where_states_are_and_when_they_update()
    {
        string[] Names(Func<Optimizer, bool> holds) => [.. Optimizer.All.Where(holds).Select(optimizer => optimizer.Name)];

        Assert.Equal(["paged-adamw", "paged-adamw-8bit"], Names(optimizer => optimizer.IsPaged));
        Assert.Equal(["lomo", "adalomo"], Names(optimizer => optimizer.UpdatesInBackward));
        Assert.Equal(["adafactor", "adamw-8bit", "paged-adamw", "paged-adamw-8bit", "lomo", "adalomo"], Names(optimizer => !optimizer.IsForeach));
    }

    [Fact]
    public void Galore_without_a_rank_is_refused() => Assert.Throws<SizingException>(() => Optimizer.Parse("galore-adamw"));
}
