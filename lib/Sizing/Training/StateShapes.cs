using Sizing.Models;

namespace Sizing.Training;

/// <summary>The shapes that an adapter adds beside a tensor.</summary>
internal static class StateShapes
{
    internal static IEnumerable<StateShape> OfAdapter(Adapter adapter, Tensor tensor)
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
