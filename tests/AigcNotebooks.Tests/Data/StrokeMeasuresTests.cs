using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class StrokeMeasuresTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_bar_has_its_thickness_and_width_and_stands_upright(int thickness)
    {
        using var scope = NewDisposeScope();
        // A long bar, so that its two ends add little to the outline.
        Tensor bar = zeros(1, 1, 28, 28);
        bar[.., .., 2..26, 10..(10 + thickness)] = 1;
        float[] measured = StrokeMeasures.Of(bar).data<float>().ToArray();
        Assert.InRange(measured[0], thickness * 0.85, thickness * 1.0);
        Assert.InRange(measured[1], -0.01, 0.01);
        Assert.Equal(Math.Sqrt(thickness * thickness - 1), measured[2], 0.01);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-35)]
    public void A_sheared_ring_leans_by_the_shears_angle_and_is_as_wide_as_before(double degrees)
    {
        using var scope = NewDisposeScope();
        float[] upright = StrokeMeasures.Of(Ring(0)).data<float>().ToArray(), sheared = StrokeMeasures.Of(Ring(degrees)).data<float>().ToArray();
        Assert.InRange(upright[1], -0.5, 0.5);
        Assert.InRange(sheared[1], degrees - 1, degrees + 1);
        Assert.InRange(sheared[2] / upright[2], 0.97, 1.03);
    }

    [Fact]
    public void Faint_noise_and_another_place_change_little_and_bytes_measure_as_floats()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        Tensor ring = Ring(10), bytes = (ring * 255).round().to_type(ScalarType.Byte), moved = ring.roll([3, -2], [2, 3]);
        Tensor noisy = (ring + 0.04 * randn_like(ring)).clamp(0, 1), expected = StrokeMeasures.Of(ring);
        Assert.True(StrokeMeasures.Of(moved).allclose(expected, atol: 1e-3));
        Assert.True(StrokeMeasures.Of(bytes).allclose(expected, atol: 0.02));
        Assert.True(StrokeMeasures.Of(noisy).allclose(expected, rtol: 0.03, atol: 0.3));
    }

    [Fact]
    public void A_blank_picture_measures_zero_and_another_shape_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0f, 0, 0], StrokeMeasures.Of(zeros(1, 1, 28, 28)).data<float>().ToArray());
        Assert.Equal([0L, 3], StrokeMeasures.Of(zeros(0, 1, 28, 28)).shape);
        Assert.Contains("(2, 3, 28, 28)", Assert.Throws<ArgumentException>(() => StrokeMeasures.Of(zeros(2, 3, 28, 28))).Message);
    }

    /// <summary>A soft ring, sheared so that it leans to the right by an angle.</summary>
    private static Tensor Ring(double degrees)
    {
        Tensor y = arange(28, dtype: ScalarType.Float32).unsqueeze(1) - 13.5, x = arange(28, dtype: ScalarType.Float32).unsqueeze(0) - 13.5;
        Tensor unsheared = x + Math.Tan(degrees * Math.PI / 180) * y;
        Tensor distance = ((unsheared / 4.5).pow(2) + (y / 8).pow(2)).sqrt() - 1;
        return (1.5 - (distance * 5).abs()).clamp(0, 1).view(1, 1, 28, 28);
    }
}
