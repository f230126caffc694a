namespace Sizing.Planning;

/// <summary>One point of the search on a GPU.</summary>
/// <param name="Plan">How the model is divided; one replica, or all replicas where experts are divided over them.</param>
/// <param name="Precision">What weights and cache are stored in.</param>
internal readonly record struct PlanChoice(ServingPlan Plan, PrecisionChoice Precision);
