namespace Sizing.Planning.Runs;

/// <summary>The names of methods.</summary>
internal static class RunMethods
{
    /// <summary>What a sentence begins with.</summary>
    internal static string Name(TrainingMethod method) => method switch
    {
        TrainingMethod.Full => "Full training",
        TrainingMethod.Lora => "LoRA",
        TrainingMethod.Qlora => "QLoRA",
    };
}
