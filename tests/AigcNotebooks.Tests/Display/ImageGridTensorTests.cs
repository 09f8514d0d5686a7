using AigcNotebooks.Display;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Display;

public sealed class ImageGridTensorTests
{
    [Fact]
    public void Floats_of_a_range()
    {
        using var images = tensor(new[] { -1f, 0f, 0.5f, 1f }).view(2, 1, 1, 2);

        var png = PngReader.Read(new ImageGrid(images, range: (-1, 1), padding: 0, scale: 1).ToPng());

        Assert.Equal((4, 1), (png.Width, png.Height));
        Assert.Equal([0, 128, 191, 255], png.Pixels);
    }

    [Fact]
    public void A_view_that_is_not_contiguous_and_wants_gradients()
    {
        using var plane = tensor(new[] { 0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f }, requires_grad: true).view(1, 1, 2, 3);
        using var turned = plane.transpose(2, 3);

        var png = PngReader.Read(new ImageGrid(turned, padding: 0, scale: 1).ToPng());

        Assert.Equal((2, 3), (png.Width, png.Height));
        Assert.Equal([0, 153, 51, 204, 102, 255], png.Pixels);
    }

    [Fact]
    public void Bytes_and_doubles()
    {
        using var doubles = zeros(1, 3, 2, 2, dtype: ScalarType.Float64);
        using var bytes = doubles.to(ScalarType.Byte);

        Assert.Equal(new byte[12], PngReader.Read(new ImageGrid(doubles, padding: 0, scale: 1).ToPng()).Pixels);
        Assert.Equal(new byte[12], PngReader.Read(new ImageGrid(bytes, padding: 0, scale: 1).ToPng()).Pixels);
        Assert.Throws<ArgumentException>(() => new ImageGrid(bytes, range: (0, 1)));
    }

    [Fact]
    public void The_tensor_stays_usable_and_nothing_else_stays()
    {
        using var scope = NewDisposeScope();
        var images = zeros(4, 1, 28, 28);

        _ = new ImageGrid(images);

        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal([4L, 1, 28, 28], images.shape);
    }

    [Fact]
    public void Other_shapes_and_types_are_errors_that_say_what_to_do()
    {
        using var flat = zeros(64, 784);
        using var whole = zeros(new long[] { 1, 1, 2, 2 }, dtype: ScalarType.Int64);

        var shape = Assert.Throws<ArgumentException>(() => new ImageGrid(flat));
        Assert.Contains("(64, 784)", shape.Message);
        Assert.Contains("view(-1, 1, 28, 28)", shape.Message);
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => new ImageGrid(whole)).Message);
    }
}
