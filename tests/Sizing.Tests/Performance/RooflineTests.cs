using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class RooflineTests
{
    [Fact]
    public void The_ridge_point_of_an_h100_in_bf16_is_295_operations_per_byte() =>
        // 989 TFLOPS over 3.35 TB/s.
        Assert.Equal(295.2, Roofline.RidgePoint(Catalog.Gpu("H100"), NumberFormat.Bf16)!.Value, 1);

    [Fact]
    public void A_format_that_the_hardware_lacks_has_no_ridge_point() =>
        Assert.Null(Roofline.RidgePoint(Catalog.Gpu("T4"), NumberFormat.Bf16));
}
