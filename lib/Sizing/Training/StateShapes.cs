using Sizing.Models;

namespace Sizing.Training;

/// <summary>The shapes that an adapter trains beside a tensor.</summary>
internal static class StateShapes
{
    internal static IEnumerable<StateShape> OfAdapter(Adapter adapter, ModelSpec model, Tensor tensor) => adapter.Kind switch
    {
        _ when tensor.Part is ModelPart.Vision or ModelPart.Mtp => [],
        AdapterKind.Prompt => PromptAdapter.Prompts(adapter.Rank, model, tensor),
        AdapterKind.PromptAndScale => PromptAdapter.Prompts(adapter.Rank, model, tensor).Concat(PromptAdapter.Scales(tensor)),
        _ => Factors(adapter, tensor),
    };

    private static IEnumerable<StateShape> Factors(Adapter adapter, Tensor tensor)
    {
        foreach (var outputs in AdapterTargets.OutputsOf(tensor, adapter.Targets))
        {
            yield return new(adapter.Rank, tensor.Columns, tensor.Copies, true);
            yield return new(outputs, adapter.Rank, tensor.Copies, true);
            if (adapter.Kind is AdapterKind.Dora)
                yield return new(outputs, 1, tensor.Copies, false);
        }
    }
}
