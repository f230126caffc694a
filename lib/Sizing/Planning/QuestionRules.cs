namespace Sizing.Planning;

/// <summary>What a question must not say.</summary>
internal static class QuestionRules
{
    /// <summary>Refuses what contradicts itself or cannot be meant.</summary>
    /// <exception cref="SizingException">The question does.</exception>
    internal static void Check(ServingQuestion question)
    {
        var constraints = question.Constraints;
        Positive(question.Rate, "The rate");
        Positive(question.TargetFirstTokenSeconds, "The target for the first token");
        Positive(question.TargetPerTokenSeconds, "The target for a token");
        Positive(constraints.MaxPowerWatts, "The power");
        Positive(constraints.MonthlyBudgetDollars, "The monthly budget");
        Positive(constraints.PurchaseBudgetDollars, "The budget to buy");
        Positive(constraints.MaxGpus, "The number of GPUs");
        Positive(question.Concurrency, "The concurrency");
        if (question is { Rate: not null, Output: null } or { Rate: not null, Input: null })
            throw new SizingException("A rate needs the tokens of a prompt and of an answer; give input and output.");
        if (constraints.FewestWeightBits is < 1 or > 16)
            throw new SizingException($"The fewest bits of a weight lie between 1 and 16; {constraints.FewestWeightBits} was given.");
        if (constraints.FewestCacheBits is < 1 or > 16)
            throw new SizingException($"The fewest bits in the KV cache lie between 1 and 16; {constraints.FewestCacheBits} was given.");
        if (question.Model.Head is null && question.Output > 1)
            throw new SizingException($"{question.Model.Name} has no output head and answers no tokens; leave the output out, or give 1 for its one pass.");
        if (question.Engine is { Kind: EngineKind.LlamaCpp or EngineKind.Transformers } engine)
            throw new SizingException($"The planner places vLLM, SGLang and TensorRT-LLM; ask infer for {engine.Name}.");
        if (question.Context is null && question.Input is null && question.Output is null && question.Model.MaxContext is null)
            throw new SizingException($"{question.Model.Name} names no longest context; give the context.");
        if (question.Cost is CostBasis.Buy && constraints.MonthlyBudgetDollars is not null)
            throw new SizingException("A budget per month pays rent, and the cost to buy was asked for; give a budget to buy, or rank by rent.");
        if (constraints is { MonthlyBudgetDollars: not null, PurchaseBudgetDollars: not null })
            throw new SizingException("A deployment is rented or bought; give a budget per month or one to buy.");
    }

    private static void Positive(double? value, string what)
    {
        if (value is { } given && !(given > 0 && double.IsFinite(given)))
            throw new SizingException($"{what} must be a positive number; {given} was given.");
    }
}
