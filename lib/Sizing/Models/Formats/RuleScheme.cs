using Sizing.Quantities;

namespace Sizing.Models.Formats;

/// <summary>A coding for the modules that a list names.</summary>
/// <param name="Targets">The modules.</param>
/// <param name="Coding">Their coding.</param>
internal sealed record CodingRule(ModuleFilter Targets, WeightCoding Coding);

/// <summary>The codings that a model's own <c>quantization_config</c> gives to its modules.</summary>
/// <param name="rules">The rules, the first that names a module counts.</param>
/// <param name="kept">Modules that stay unquantized although a rule names their class.</param>
internal sealed class RuleScheme(IReadOnlyList<CodingRule> rules, ModuleFilter kept) : WeightScheme
{
    internal override Func<Tensor, WeightCoding> For(ModelSpec model)
    {
        var rest = WeightCoding.Of(model.StoredType);
        return tensor => tensor.IsVector || tensor.Part is ModelPart.Vision ? rest : CodingOf(tensor) ?? rest;
    }

    private WeightCoding? CodingOf(Tensor tensor)
    {
        var module = ModuleNames.Of(tensor);
        var isLinear = LinearLayers.Holds(tensor);
        foreach (var rule in rules)
        {
            if (rule.Targets.Names(module))
                return rule.Coding;
            if (rule.Targets.NamesLinear && isLinear && !kept.Names(module))
                return rule.Coding;
        }
        return null;
    }
}
