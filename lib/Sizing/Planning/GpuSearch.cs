using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Planning;

/// <summary>
/// The search on one kind of GPU: every precision and every plan, smallest replicas first. A plan is dropped unbuilt when a bound says that it
/// cannot be the best: its share of the weights alone, its times without traffic, or the fewest GPUs that the traffic can take.
/// </summary>
internal sealed class GpuSearch(ServingQuestion question, ShapeTable table, GpuOffer offer)
{
    private readonly TrafficNeed need = TrafficNeed.Of(question);
    private readonly bool asksSpeed = question.Rate is not null || question.Load.HasTargets;
    private readonly int atHand = Math.Min(
        Math.Min(offer.Owned?.Count ?? int.MaxValue, question.Constraints.MaxGpus ?? int.MaxValue),
        question.Constraints.OneNode ? offer.Node : int.MaxValue);

    private Miss? furthest;

    /// <summary>How near the GPU came; looked at when there is no deployment.</summary>
    internal Miss Furthest => furthest ?? new(offer, Hurdle.Precision);

    /// <summary>Every deployment that no bound drops, one for each plan and precision; with pruning, none that is worse than one before it.</summary>
    /// <param name="prune">Whether plans that cannot be the best are dropped; without, each is worked out.</param>
    internal IEnumerable<Candidate> Candidates(bool prune = true)
    {
        var fewest = int.MaxValue;
        foreach (var choice in Choices())
        {
            if (prune && offer.Owned is null && offer.Supply.Paid(choice.Plan.Gpus) > fewest)
                continue;
            if (Candidate(choice, prune && offer.Owned is null ? fewest : int.MaxValue, prune) is not { } found)
                continue;
            fewest = Math.Min(fewest, offer.Supply.Paid(found.Plan.Gpus));
            yield return found;
        }
    }

    /// <summary>The same deployment with more replicas than it needs, each with less to do; none where experts are divided over them or GPUs are at hand.</summary>
    /// <param name="candidate">The deployment with the fewest.</param>
    /// <param name="times">Most replicas over the fewest.</param>
    internal IEnumerable<Candidate> WithMore(Candidate candidate, int times)
    {
        var choice = new PlanChoice(candidate.Plan with { Data = 1 }, candidate.Precision);
        if (candidate.Plan.Expert > 1 || offer.Owned is not null || offer.Rates(choice, table) is not { } rates)
            yield break;
        var memory = ReplicaMemory.Of(table.Shape(offer, choice), offer);
        for (var replicas = candidate.Plan.Data + 1; replicas <= times * candidate.Plan.Data; replicas++)
            yield return Found(choice, table.Work(offer, choice), rates, memory, replicas);
    }

    private IEnumerable<PlanChoice> Choices()
    {
        var engine = question.Engine ?? ServingEngine.Default;
        var precisions = PrecisionChoices.Of(question, offer.Gpu, table)
            .Select(precision => (Precision: precision, Tiles: new ExpertTiles(engine, offer.Gpu, table.Tensors(table.FormatOf(precision.Weights))))).ToList();
        return from plan in ParallelPlans.Of(question.Model, offer.Node, offer.Owned is null ? int.MaxValue : atHand)
               from each in precisions
               where each.Tiles.Refusal(plan) is null
               select new PlanChoice(plan, each.Precision);
    }

    private Candidate? Candidate(PlanChoice choice, int fewest, bool prune)
    {
        if (prune && !HoldsShare(choice))
            return Missed(Hurdle.Memory, table.CheckpointBytes(choice.Precision).InGiB / choice.Plan.Gpus, choice);
        var work = table.Work(offer, choice);
        if (offer.Rates(choice, table) is { } rates)
            return Timed(choice, work, rates, fewest, prune);
        return asksSpeed ? Missed(Hurdle.Speed, 0, choice) : Untimed(choice);
    }

    private Candidate? Timed(PlanChoice choice, in StepWork work, in StepRates rates, int fewest, bool prune)
    {
        var lightest = TrafficNeed.Lightest(work, rates);
        if (prune && !need.Targets.AreMetBy(lightest))
            return MissedTime(choice, lightest);
        if (prune && fewest < int.MaxValue && choice.Plan.Gpus * (IsWhole(choice) ? 1 : need.FewestReplicas(work, rates, table.SequenceLimit(offer, choice))) > fewest)
            return null;
        var memory = ReplicaMemory.Of(table.Shape(offer, choice), offer);
        if (!memory.Fits)
            return Missed(Hurdle.Memory, memory.Stage.Paid.InGiB, choice);
        if (ReplicasOf(choice, work, rates, memory) is not { } replicas)
            return need.Targets.AreMetBy(lightest) ? MissedTraffic(choice, work, rates, memory) : MissedTime(choice, lightest);
        return Found(choice, work, rates, memory, replicas);
    }

    private Candidate Found(PlanChoice choice, in StepWork work, in StepRates rates, in ReplicaMemory memory, int replicas)
    {
        var point = need.Point(work, rates, memory, replicas);
        return new(offer, choice.Precision, WithReplicas(choice, replicas), point.TimePerToken, point.TimeToFirstToken, 1 - point.Sequences / memory.Slots, InFlight(point, memory, replicas));
    }

    private Candidate? Untimed(PlanChoice choice)
    {
        var memory = ReplicaMemory.Of(table.Shape(offer, choice), offer);
        if (memory.Fits && (IsWhole(choice) ? need.IsHeldBy(memory, choice.Plan.Data) ? choice.Plan.Data : null : need.ReplicasThatHold(memory)) is { } replicas)
            return new(offer, choice.Precision, WithReplicas(choice, replicas), 0, 0, 0, question.Concurrency);
        return Missed(Hurdle.Memory, memory.Stage.Paid.InGiB, choice);
    }

    /// <summary>The fewest replicas; with GPUs at hand, as many as they make.</summary>
    private int? ReplicasOf(PlanChoice choice, in StepWork work, in StepRates rates, in ReplicaMemory memory)
    {
        if (!IsWhole(choice) && offer.Owned is null)
            return need.Replicas(work, rates, memory);
        var replicas = IsWhole(choice) ? choice.Plan.Data : atHand / choice.Plan.Gpus;
        return need.IsMetBy(work, rates, memory, replicas) ? replicas : null;
    }

    /// <summary>
    /// Whether a replica's GPUs hold the weights, were they divided evenly: the most loaded GPU never holds less than the mean.
    /// </summary>
    private bool HoldsShare(PlanChoice choice) => table.CheckpointBytes(choice.Precision).Count / choice.Plan.Gpus <= offer.Usable.Count;

    /// <summary>Whether the plan has all its replicas already, because experts are divided over them.</summary>
    private static bool IsWhole(PlanChoice choice) => choice.Plan.Expert > 1;

    private static ServingPlan WithReplicas(PlanChoice choice, int replicas) => choice.Plan with { Data = replicas };

    private int InFlight(in OperatingPoint point, in ReplicaMemory memory, int replicas) =>
        Math.Ceiling(point.Sequences) is <= int.MaxValue and var each && memory.RoomLeft((long)each) >= Bytes.Zero && each * replicas <= int.MaxValue
            ? Math.Max(question.Concurrency, (int)each * replicas)
            : question.Concurrency;

    /// <summary>Says what the GPUs can do: the rate within the targets, or the times with all clients.</summary>
    private Candidate? MissedTraffic(PlanChoice choice, in StepWork work, in StepRates rates, in ReplicaMemory memory)
    {
        var replicas = IsWhole(choice) ? choice.Plan.Data : offer.Owned is not null ? atHand / choice.Plan.Gpus : TrafficNeed.MostReplicas;
        if (need.Rate is { } rate)
        {
            var most = replicas * OperatingPoint.Within(work, rates, memory.Slots, need.Targets).RequestsPerSecond;
            return Missed(Hurdle.Traffic, rate / most, choice, $"{most:#,0.###} requests per second");
        }

        if (memory.RoomLeft((need.Clients + replicas - 1) / replicas) < Bytes.Zero)
            return Missed(Hurdle.Traffic, need.Clients / (replicas * memory.MaxConcurrency), choice, $"{Math.Floor(memory.MaxConcurrency) * replicas:N0} of the longest sequences");
        var point = need.Point(work, rates, memory, replicas);
        return Missed(Hurdle.Traffic, Math.Max(point.TimePerToken / need.Targets.PerToken, point.TimeToFirstToken / need.Targets.FirstToken), choice,
            $"the first token after {point.TimeToFirstToken * 1e3:0.#} ms and one every {point.TimePerToken * 1e3:0.#} ms");
    }

    private Candidate? MissedTime(PlanChoice choice, in OperatingPoint lightest) => lightest.TimePerToken > need.Targets.PerToken
        ? Missed(Hurdle.PerToken, lightest.TimePerToken, choice)
        : Missed(Hurdle.FirstToken, lightest.TimeToFirstToken, choice);

    private Candidate? Missed(Hurdle hurdle, double needed, PlanChoice choice, string reached = "")
    {
        furthest = Miss.Further(furthest, new(offer, hurdle, needed, $"{choice.Plan.Gpus} × {offer.Gpu}, {choice.Plan}, {table.FormatOf(choice.Precision.Weights)}", reached, choice));
        return null;
    }
}
