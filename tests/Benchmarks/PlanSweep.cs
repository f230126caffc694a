using Sizing;
using Sizing.Planning;

namespace Benchmarks;

/// <summary>Every plan of a model: each GPU, division and precision that there is, under growing numbers of clients.</summary>
internal sealed class PlanSweep
{
    private readonly List<Row> rows = [];

    /// <summary>Sets the tables of a model up: everything that does not depend on the traffic.</summary>
    internal PlanSweep(ModelSpec model)
    {
        var question = new ServingQuestion(model) { Input = 2000, Output = 300, Constraints = new() { FewestWeightBits = 4 } };
        var table = new ShapeTable(question);
        foreach (var offer in GpuOffers.Of(question, Catalog.Gpus))
        {
            var precisions = PrecisionChoices.Of(question, offer.Gpu, table);
            foreach (var plan in ParallelPlans.Of(model, offer.Node, 16))
                foreach (var precision in precisions)
                    if (offer.Rates(new(plan, precision), table) is { } rates)
                        rows.Add(new(table.Shape(offer, new(plan, precision)), offer, rates, plan.Data));
        }
    }

    /// <summary>Works every plan out for 1 to a number of clients, and folds the numbers of all into one.</summary>
    internal (long Plans, long Fitting, double Checksum) Run(int clients)
    {
        var (fitting, checksum) = (0L, 0.0);
        foreach (var row in rows)
            for (var each = 1; each <= clients; each++)
            {
                var plan = PlanPoint.OfClients(row.Shape, row.Offer, row.Rates, row.Replicas, each);
                fitting += plan.Fits ? 1 : 0;
                checksum = Fold(checksum, plan);
            }

        return ((long)rows.Count * clients, fitting, checksum);
    }

    private static double Fold(double checksum, in PlanPoint plan)
    {
        var memory = plan.Memory;
        var numbers = (memory.Stage.Weights.InGiB + memory.Stage.Activations.InGiB + memory.Stage.Overhead.InGiB + memory.Budget.InGiB + memory.Pool.InGiB)
            + memory.MaxConcurrency + (plan.Fits ? 1 : 0) + plan.Point.TimeToFirstToken + plan.Point.TimePerToken + plan.RequestsPerSecond
            + (double.IsNaN(plan.Dollars) ? 0 : plan.Dollars);
        return (checksum * 0.999 + numbers) % 1e12;
    }

    private sealed record Row(ServingShape Shape, GpuOffer Offer, Sizing.Performance.StepRates Rates, int Replicas);
}
