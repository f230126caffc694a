using Sizing.Models.Reading;

namespace Sizing.Models.Vision;

/// <summary>The dimensions of an encoder over a fixed image, and what Hugging Face takes for each that a config leaves out.</summary>
internal sealed record EncoderShape(int Width, int Inner, int Layers, int Image, int Patch)
{
    /// <summary>The defaults of transformers, models/clip/configuration_clip.py, CLIPVisionConfig.</summary>
    internal static EncoderShape Clip => new(768, 3072, 12, 224, 32);

    /// <summary>The defaults of transformers, models/siglip/configuration_siglip.py, SiglipVisionConfig.</summary>
    internal static EncoderShape Siglip => new(768, 3072, 12, 224, 16);

    /// <summary>The defaults of transformers, models/pixtral/configuration_pixtral.py, PixtralVisionConfig.</summary>
    internal static EncoderShape Pixtral => new(1024, 4096, 24, 1024, 16);

    /// <summary>Patches of an image.</summary>
    internal long Patches => (long)(Image / Patch) * (Image / Patch);

    /// <summary>Values of a patch: three colours.</summary>
    internal long PatchValues => 3L * Patch * Patch;

    /// <summary>The dimensions that the config says; these where it does not.</summary>
    internal EncoderShape Read(ConfigSection vision) => new(
        vision.Positive("hidden_size") ?? Width,
        vision.Positive("intermediate_size") ?? Inner,
        vision.Has("num_hidden_layers") ? vision.RequiredUpTo(ModelConfig.MostLayers, "num_hidden_layers") : Layers,
        vision.Positive("image_size") ?? Image,
        vision.Positive("patch_size") ?? Patch);
}
