using FsCheck;
using FsCheck.Fluent;
using Sizing.Explain;

namespace Sizing.Tests.Properties;

public sealed class QuantityPropertyTests
{
    private static readonly Gen<long> Counts = Gen.Choose(0, int.MaxValue).SelectMany(_ => Gen.Choose(0, 1 << 20), (low, high) => ((long)high << 32) + low);

    [Fact]
    public void Gigabytes_and_gibibytes_come_back_to_the_byte() => Generated.Holds(Counts.Select(count => count % (1L << 50)), count =>
        Bytes.FromGiB(new Bytes(count).InGiB).Count == count
        && Math.Abs(Bytes.FromGB(new Bytes(count).InGB).Count - count) <= 1
        && Bytes.FromMiB(new Bytes(count).InMiB).Count == count);

    [Fact]
    public void Shares_of_ranks_hold_the_whole_and_less_than_a_byte_each_too_much() => Generated.Holds(
        Counts.SelectMany(_ => Gen.Choose(1, 4096), (count, ranks) => (count, ranks)),
        pair => new Bytes(pair.count).DividedOver(pair.ranks).Count * pair.ranks - pair.count is var rest && rest >= 0 && rest < pair.ranks);

    [Fact]
    public void Plans_and_formats_are_read_back_as_they_are_printed() => Generated.Holds(
        from plan in Gen.Choose(1, 64).Four()
        from format in Generated.Formats
        select (new ServingPlan(plan.Item1, plan.Item2, plan.Item3, plan.Item4), format),
        pair => ServingPlan.Parse(pair.Item1.ToString()) == pair.Item1 && WeightFormat.Parse(pair.format.Name) == pair.format);

    [Fact]
    public void Comparing_backwards_turns_every_sign() => Generated.Holds(
        Generated.Servings.SelectMany(_ => Generated.Formats, (serving, format) => (Before: serving.Estimate(), After: (serving with { Weights = format }).Estimate())),
        pair =>
        {
            var forth = Difference.Between(pair.Before.Memory, pair.After.Memory).Select(each => (each.Name, each.Change.Value)).Order();
            var back = Difference.Between(pair.After.Memory, pair.Before.Memory).Select(each => (each.Name, -each.Change.Value)).Order();
            return forth.SequenceEqual(back);
        });
}
