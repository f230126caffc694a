namespace Sizing.Models.Reading;

/// <summary>
/// The text part of a <c>config.json</c>: the dimensions that every family has, under each name they go by,
/// and short forms for the layers most families are made of.
/// </summary>
internal sealed class ModelConfig(ConfigSection text, ConfigSection root, string modelType, bool isNested)
{
    /// <summary>The most layers that a config may describe.</summary>
    internal const int MostLayers = 4_096;
    /// <summary>The most experts that a config may name.</summary>
    internal const int MostExperts = 65_536;

    /// <summary>The section that describes the text model, with the defaults of its configuration class.</summary>
    internal ConfigSection Text => text;

    /// <summary>The whole file.</summary>
    internal ConfigSection Root => root;

    /// <summary>The <c>model_type</c> that decided the architecture.</summary>
    internal string ModelType => modelType;

    internal int HiddenSize => Dimensions.Required("hidden_size", "n_embd", "n_embed", "d_model", "dim");

    internal int LayerCount => Dimensions.RequiredUpTo(MostLayers, "num_hidden_layers", "num_layers", "n_layer", "n_layers");

    internal int Heads => Dimensions.Required("num_attention_heads", "n_head", "n_heads", "num_heads");

    internal int KeyValueHeads => text.Positive("num_key_value_heads", "num_kv_heads") ?? Heads;

    internal int HeadSize => text.Positive("head_dim", "kv_channels", "attention_head_dim") ?? HiddenSizeOverHeads;

    internal int Width => Dimensions.Required("intermediate_size", "ffn_hidden_size", "ffn_dim", "n_inner");

    internal int Vocabulary => Dimensions.Required("vocab_size", "padded_vocab_size");

    internal int? MaxContext => text.Positive("max_position_embeddings", "n_positions", "n_ctx", "seq_length", "max_seq_len");

    /// <summary>
    /// Where the dimensions are read: a nested text model may leave them to its class (llava-1.5-7b-hf writes its vocabulary only);
    /// a config of its own must say them.
    /// </summary>
    private ConfigSection Dimensions => isNested ? text : root;

    private int HiddenSizeOverHeads => HiddenSize % Heads == 0
        ? HiddenSize / Heads
        : throw text.Refuse($"says {HiddenSize} for hidden size and {Heads} for attention heads, which do not divide, and gives no 'head_dim'");

    /// <summary>Whether head and embedding share a matrix; <paramref name="byDefault"/> is what the family takes when the key is absent.</summary>
    internal bool TiesEmbeddings(bool byDefault) => text.Flag("tie_word_embeddings", root.Flag("tie_word_embeddings", byDefault));

    /// <summary>Grouped-query attention with the usual keys and without biases.</summary>
    internal GroupedQueryAttention Attention() => Attention(KeyValueHeads, HeadSize);

    /// <summary>Grouped-query attention of given key-value heads and head size.</summary>
    internal GroupedQueryAttention Attention(int keyValueHeads, int headSize) => Attention(Heads, keyValueHeads, headSize);

    /// <summary>Grouped-query attention of given heads and head size.</summary>
    internal GroupedQueryAttention Attention(int heads, int keyValueHeads, int headSize) => heads % keyValueHeads == 0
        ? new() { Heads = heads, KeyValueHeads = keyValueHeads, HeadSize = headSize, ValueHeadSize = headSize }
        : throw text.Refuse($"says {heads} for 'num_attention_heads', which is not divisible by its {keyValueHeads} key-value heads");

    /// <summary>A gated feed-forward block of the usual width.</summary>
    internal DenseFeedForward Gated() => new() { Width = Width };

    /// <summary>A number of experts under one of these keys, within bounds.</summary>
    internal int Experts(params ReadOnlySpan<string> keys) => text.RequiredUpTo(MostExperts, keys);

    /// <summary>A mixture of so many experts of that width; experts per token from the usual keys.</summary>
    internal MixtureOfExperts Mixture(int experts, int width, params ReadOnlySpan<string> perTokenKeys)
    {
        var perToken = text.Required(perTokenKeys.IsEmpty ? ["num_experts_per_tok", "num_experts_per_token"] : perTokenKeys);
        return perToken <= experts
            ? new() { Experts = experts, ExpertsPerToken = perToken, ExpertWidth = width }
            : throw text.Refuse($"picks {perToken} experts per token and has only {experts}");
    }

    /// <summary>The same layer over and over.</summary>
    internal IReadOnlyList<LayerSpec> Repeat(LayerSpec layer) => Repeat(layer, LayerCount);

    /// <summary>The same layer, so many times.</summary>
    internal IReadOnlyList<LayerSpec> Repeat(LayerSpec layer, int count) => count <= MostLayers
        ? Enumerable.Repeat(layer, count).ToArray()
        : throw text.Refuse($"describes {count} layers; at most {MostLayers} can be read");

    /// <summary>A layer for each index; equal layers become one object.</summary>
    internal IReadOnlyList<LayerSpec> LayersOf(Func<int, LayerSpec> layer) => LayersOf(LayerCount, layer);

    /// <summary>A layer for each index below <paramref name="count"/>; equal layers become one object.</summary>
    internal static IReadOnlyList<LayerSpec> LayersOf(int count, Func<int, LayerSpec> layer)
    {
        var distinct = new Dictionary<LayerSpec, LayerSpec>();
        return Enumerable.Range(0, count).Select(index =>
        {
            var made = layer(index);
            return distinct.TryAdd(made, made) ? made : distinct[made];
        }).ToArray();
    }

    /// <summary>The model of these layers, with the usual embedding and head.</summary>
    internal ModelSpec Model(IReadOnlyList<LayerSpec> layers, bool tied) => Model(layers, tied, Vocabulary);

    /// <summary>The model of these layers, with an embedding and a head of so many rows.</summary>
    internal ModelSpec Model(IReadOnlyList<LayerSpec> layers, bool tied, int rows) => new()
    {
        Name = text.File,
        ModelType = modelType,
        HiddenSize = HiddenSize,
        Layers = layers,
        Embedding = new() { Rows = rows, Width = HiddenSize },
        Head = new(rows, tied),
        MaxContext = MaxContext,
    };
}
