using System.Globalization;
using FsCheck.Fluent;
using Sizing.Inference;

namespace Sizing.Tests.Properties;

public sealed class ModelPropertyTests
{
    [Fact]
    public void The_order_of_keys_and_the_name_change_nothing() => Generated.Holds(Generated.Configs, config =>
    {
        var (model, other) = (config.Read(), config.Reversed().Read("another name"));
        return model.Parameters.Total == other.Parameters.Total && model.Parameters.Active == other.Parameters.Active
            && KvCache.BytesPerSequence(model, 4096, DataType.Bf16) == KvCache.BytesPerSequence(other, 4096, DataType.Bf16)
            && Weights.CheckpointBytes(model, WeightFormat.Bf16) == Weights.CheckpointBytes(other, WeightFormat.Bf16);
    });

    [Fact]
    public void A_layer_more_never_takes_a_parameter_or_a_byte_of_cache_away() => Generated.Holds(Generated.Configs, config =>
    {
        var model = config.Read();
        var deeper = config.With("num_hidden_layers", (model.Layers.Count + 1).ToString(CultureInfo.InvariantCulture)).Read();
        return deeper.Parameters.Total > model.Parameters.Total
            && KvCache.BytesPerSequence(deeper, 4096, DataType.Bf16) >= KvCache.BytesPerSequence(model, 4096, DataType.Bf16);
    });

    [Fact]
    public void Bf16_files_take_two_bytes_a_parameter() => Generated.Holds(Generated.Models, model =>
        Weights.CheckpointBytes(model, WeightFormat.Bf16).Count == 2 * model.Parameters.Total);

    [Fact]
    public void A_format_of_fewer_bits_never_makes_larger_files() => Generated.Holds(Generated.Models, model =>
    {
        WeightFormat[] shrinking = [WeightFormat.Fp32, WeightFormat.Bf16, WeightFormat.Fp8Block, WeightFormat.Nf4];
        var bytes = shrinking.Select(format => Weights.CheckpointBytes(model, format)).ToList();
        return bytes.SequenceEqual(bytes.OrderDescending());
    });

    [Fact]
    public void A_longer_context_never_takes_less_cache() => Generated.Holds(
        Generated.Models.SelectMany(_ => Gen.Choose(1, 100_000), (model, context) => (model, context)),
        pair => KvCache.BytesPerSequence(pair.model, pair.context, DataType.Bf16) <= KvCache.BytesPerSequence(pair.model, pair.context + 1, DataType.Bf16));
}
