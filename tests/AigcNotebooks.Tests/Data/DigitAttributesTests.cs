using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class DigitAttributesTests
{
    [Fact]
    public void Each_third_of_each_digit_has_a_third_of_the_pictures()
    {
        using var scope = NewDisposeScope();
        (Tensor images, Tensor labels) = StrokeDigits.Generate(900, seed: 3);
        var attributes = DigitAttributes.Of(images, labels);
        Tensor thirds = attributes.Thirds(images, labels);
        for (int digit = 0; digit < 10; digit++)
        {
            Tensor of = thirds[labels.eq(digit)];
            double count = of.shape[0];
            for (int third = 0; third < 3; third++)
                foreach (double part in of.eq(third).sum(dim: 0).data<long>().ToArray().Select(n => n / count))
                    Assert.InRange(part, 1 / 3.0 - 1.5 / count, 1 / 3.0 + 1.5 / count);
            (float low, float high) = attributes.Bounds(digit, 0);
            Assert.True(0 < low && low < high);
        }
        Assert.Equal(["thickness", "slant", "width"], DigitAttributes.Names);
    }

    [Fact]
    public void A_picture_belongs_to_the_third_of_the_digit_that_is_asked_for()
    {
        using var scope = NewDisposeScope();
        // A one three pixels wide is wide as these ones go, and narrow as these zeros go.
        Tensor images = zeros(6, 1, 28, 28);
        for (int i = 0; i < 3; i++)
        {
            images[i, 0, 4..24, 10..(11 + i)] = 1;
            images[3 + i, 0, 4..24, 4..(10 + 4 * i)] = 1;
        }
        var attributes = DigitAttributes.Of(images, tensor(new long[] { 1, 1, 1, 0, 0, 0 }));
        Tensor bar = images.narrow(0, 2, 1);
        Assert.Equal(2, attributes.Thirds(bar, tensor(new long[] { 1 }))[0, 2].ToInt64());
        Assert.Equal(0, attributes.Thirds(bar, tensor(new long[] { 0 }))[0, 2].ToInt64());
    }

    [Fact]
    public void A_blank_picture_is_in_no_third_and_a_digit_that_did_not_occur_has_none()
    {
        using var scope = NewDisposeScope();
        Tensor images = zeros(4, 1, 28, 28);
        for (int i = 0; i < 3; i++)
            images[i, 0, 4..24, 10..(11 + i)] = 1;
        var attributes = DigitAttributes.Of(images[..3], ones(3, dtype: ScalarType.Int64));
        Tensor thirds = attributes.Thirds(images, ones(4, dtype: ScalarType.Int64));
        Assert.Equal([-1L, -1L, -1L], thirds[3].data<long>().ToArray());
        Assert.True(thirds[..3].ge(0).all().ToBoolean());
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => attributes.Thirds(images, zeros(4, dtype: ScalarType.Int64))).ParamName);
    }

    [Fact]
    public void Too_few_pictures_and_labels_of_another_count_are_refused()
    {
        using var scope = NewDisposeScope();
        Tensor images = rand(4, 1, 28, 28);
        Assert.Contains("digit 7, one for each third; found 1", Assert.Throws<ArgumentException>(() => DigitAttributes.Of(images, tensor(new long[] { 2, 2, 2, 7 }))).Message);
        Assert.Contains("int64 (4); found Int64 (2)", Assert.Throws<ArgumentException>(() => DigitAttributes.Of(images, tensor(new long[] { 2, 2 }))).Message);
    }
}
