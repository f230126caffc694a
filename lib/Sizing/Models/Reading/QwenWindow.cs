namespace Sizing.Models.Reading;

/// <summary>The window rule of the Qwen families.</summary>
internal static class QwenWindow
{
    /// <summary>The window of a layer in tokens, or null for full attention.</summary>
    internal static int? Of(ModelConfig config, int layer)
    {
        if (!config.Text.Flag("use_sliding_window") || config.Text.Positive("sliding_window") is not { } window)
            return null;
        return config.WindowWhere(layer, window, index => index >= (config.Text.Int("max_window_layers") ?? 28));
    }
}
