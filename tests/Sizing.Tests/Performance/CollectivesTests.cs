using Sizing.Data;
using Sizing.Hardware;
using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class CollectivesTests
{
    private static readonly LinkBehaviour Behaviour = new("nvlink", BaseSeconds: 5e-6, StepSeconds: 1e-6, Efficiency: 0.8, "", "");

    private static IReadOnlyList<AllReduceCurve> Curves { get; } = new CatalogData(DataSource.Embedded).AllReduceCurves;

    // ai-dynamo/aiconfigurator tables: H100 SXM, NCCL 2.29.2, 2 GPUs, 512 KiB.
    [Fact]
    public void A_measured_size_gives_the_measured_time() =>
        Assert.Equal(10.74e-6, Collectives.MeasuredAllReduce(Catalog.AllReduce(Catalog.Gpu("H100"), 2)!, new(524_288)), 9);

    [Fact]
    public void Between_two_sizes_the_time_is_linear_in_the_bytes()
    {
        // H100, 2 GPUs: 262,144 bytes 8.81 us and 524,288 bytes 10.74 us; half way (8.81 + 10.74) / 2.
        var curve = Catalog.AllReduce(Catalog.Gpu("H100"), 2)!;

        Assert.Equal(9.775e-6, Collectives.MeasuredAllReduce(curve, new(393_216)), 9);
    }

    [Fact]
    public void Outside_the_table_small_messages_take_the_floor_and_large_ones_the_last_rate()
    {
        var curve = Catalog.AllReduce(Catalog.Gpu("H100"), 2)!;

        Assert.Equal(6.32e-6, Collectives.MeasuredAllReduce(curve, new(1)), 9);
        // The last row is 1686.44 us at 512 MiB: 2 GiB take four times that.
        Assert.Equal(4 * 1686.44e-6, Collectives.MeasuredAllReduce(curve, Bytes.FromGiB(2)), 9);
    }

    [Fact]
    public void A_point_left_out_is_foretold_from_its_neighbours()
    {
        var errors = Curves.SelectMany(LeaveOneOut).Order().ToList();

        Assert.Equal(567, errors.Count);
        Assert.InRange(errors[errors.Count / 2], 0, 0.05);
        Assert.InRange(errors[errors.Count * 8 / 10], 0, 0.15);
    }

    [Fact]
    public void The_ring_moves_two_passes_of_all_but_one_part()
    {
        // 8 GPUs, 1 GB, 400 GB/s of 450 reached: 5 + 7 us and 2 · 7/8 · 1e9 / (0.8 · 500e9) = 4.375 ms.
        Interconnect link = new("link", 500e9, Behaviour);

        Assert.Equal(4.387e-3, Collectives.RingAllReduce(link, 8, new(1_000_000_000)), 9);
        Assert.Equal(2.1995e-3, Collectives.RingAllGather(link, 8, new(1_000_000_000)), 9);
        Assert.Equal(0, Collectives.RingAllReduce(link, 1, new(1_000_000_000)));
    }

    // The ring is the fallback; over NVLink it must come near what NCCL was measured at.
    [Fact]
    public void The_ring_foretells_nccl_over_nvlink_within_30_percent_for_four_rows_of_five()
    {
        var errors = Curves.Where(curve => curve is { Library: "NCCL", Link: "NVSwitch" }).SelectMany(RingErrors).Order().ToList();

        Assert.InRange(errors[errors.Count / 2], 0, 0.22);
        Assert.InRange(errors[errors.Count * 8 / 10], 0, 0.30);
    }

    [Fact]
    public void A_term_says_whether_the_time_was_measured()
    {
        var gpu = Catalog.Gpu("H100");
        var link = Catalog.Interconnect(gpu);

        Assert.Equal("measured: 8 × H100 SXM 80GB (NVSwitch), NCCL 2.29.2", Collectives.AllReduce(Catalog.AllReduce(gpu, 8), link, 8, new(8192)).Note);
        Assert.Equal("not measured on this number of these GPUs", Collectives.AllReduce(Catalog.AllReduce(gpu, 6), link, 6, new(8192)).Note);
    }

    private static IEnumerable<double> LeaveOneOut(AllReduceCurve curve) =>
        Enumerable.Range(1, curve.Points.Count - 2).Select(left =>
        {
            var rest = curve with { Points = [.. curve.Points.Where((_, index) => index != left)] };
            return Error(Collectives.MeasuredAllReduce(rest, curve.Points[left].Message), curve.Points[left].Seconds);
        });

    private static IEnumerable<double> RingErrors(AllReduceCurve curve) =>
        curve.Points.Select(point => Error(Collectives.RingAllReduce(Catalog.Interconnect(curve.Gpu), curve.Gpus, point.Message), point.Seconds));

    private static double Error(double foretold, double measured) => Math.Abs(foretold / measured - 1);
}
