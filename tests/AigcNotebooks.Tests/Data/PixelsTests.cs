using AigcNotebooks.Data;
using TorchSharp;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class PixelsTests
{
    [Fact]
    public void Values_are_torchvisions_bit_for_bit()
    {
        using var scope = torch.NewDisposeScope();
        byte[] levels = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var images = torch.tensor(levels, [1, 1, 16, 16], dtype: torch.ScalarType.Byte);
        // torchvision 0.14: float32(x) / 255, then − 0.5, then / 0.5, each rounded to float32.
        Assert.Equal(levels.Select(x => Bits(x / 255f)), Pixels.ToFloat(images).data<float>().Select(Bits));
        Assert.Equal(levels.Select(x => Bits((x / 255f - 0.5f) / 0.5f)), Pixels.Normalize(images).data<float>().Select(Bits));
        Assert.Equal(levels.Select(x => Bits((x / 255f - 0.1307f) / 0.3081f)), Pixels.Normalize(images, 0.1307, 0.3081).data<float>().Select(Bits));
        Assert.Equal([1, 1, 16, 16], Pixels.Normalize(images).shape);
        Assert.Equal(levels, images.data<byte>().ToArray());
    }

    [Fact]
    public void Floats_are_not_turned_into_floats_again()
    {
        using var scope = torch.NewDisposeScope();
        var floats = torch.zeros(2, 1, 28, 28);
        Assert.Contains("uint8", Assert.Throws<ArgumentException>(() => Pixels.Normalize(floats)).Message);
    }

    [Fact]
    public void Binarised_pixels_are_ink_as_often_as_they_are_grey()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(0);
        var levels = torch.tensor(new byte[] { 0, 64, 128, 255 }, [4], dtype: torch.ScalarType.Byte);
        var drawn = Pixels.Binarize(levels.repeat(20_000, 1));
        Assert.True(drawn.eq(drawn.square()).all().item<bool>());
        Assert.Equal([0, 64 / 255f, 128 / 255f, 1], drawn.mean([0]).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Contains("uint8", Assert.Throws<ArgumentException>(() => Pixels.Binarize(drawn)).Message);
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
