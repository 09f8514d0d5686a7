using System.Security.Cryptography;
using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class StrokeDigitsTests
{
    private const int Pixels = 28 * 28;

    [Fact]
    public void A_seed_gives_these_bytes_for_ever()
    {
        var (images, labels) = StrokeDigits.GenerateBytes(1000, 42);
        Assert.Equal("d0e77652465c7007c49f58907b8c8c87fdd1d28750f3c005abb7ad15bbad4922", Convert.ToHexStringLower(SHA256.HashData(images)));
        Assert.Equal("94487aa5387526db36813325ab32574603fd3c88001e8cf4b27d9480844e7153", Convert.ToHexStringLower(SHA256.HashData(labels)));
    }

    [Fact]
    public void Neither_threads_nor_count_change_a_picture()
    {
        var (one, oneLabels) = StrokeDigits.GenerateBytes(333, 5, maxThreads: 1);
        var (many, manyLabels) = StrokeDigits.GenerateBytes(333, 5, maxThreads: 8);
        var (more, moreLabels) = StrokeDigits.GenerateBytes(777, 5);
        Assert.Equal(one, many);
        Assert.Equal(oneLabels, manyLabels);
        Assert.Equal(one, more[..one.Length]);
        Assert.Equal(oneLabels, moreLabels[..333]);
    }

    [Fact]
    public void Other_seeds_give_other_pictures()
    {
        var (a, _) = StrokeDigits.GenerateBytes(500, 1);
        var (b, _) = StrokeDigits.GenerateBytes(500, 2);
        Assert.Equal(1000, Enumerable.Range(0, 500).SelectMany(i => (byte[][])[Picture(a, i), Picture(b, i)]).Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(StrokeDigits.Draw(3, 9), StrokeDigits.Draw(3, 9));
        Assert.NotEqual(StrokeDigits.Draw(3, 9), StrokeDigits.Draw(3, 10));
        Assert.NotEqual(StrokeDigits.Draw(3, 9), StrokeDigits.Draw(4, 9));
    }

    [Fact]
    public void Each_ten_in_a_row_hold_every_digit_in_an_order_of_their_own()
    {
        var (_, labels) = StrokeDigits.GenerateBytes(5000, 11);
        var tens = labels.Chunk(10).ToArray();
        Assert.All(tens, ten => Assert.Equal("00010203040506070809", Convert.ToHexString([.. ten.Order()])));
        Assert.True(tens.Select(Convert.ToHexString).Distinct().Count() > 490);
        for (var digit = 0; digit < 10; digit++)
            Assert.InRange(tens.Count(ten => ten[0] == digit), 25, 80);
    }

    [Fact]
    public void Pictures_are_placed_and_inked_as_MNISTs_are()
    {
        var (images, labels) = StrokeDigits.GenerateBytes(5000, 21);
        var ink = new double[10];
        for (var i = 0; i < 5000; i++)
        {
            var picture = Picture(images, i);
            double mass = 0, x = 0, y = 0;
            for (var p = 0; p < Pixels; p++)
            {
                mass += picture[p];
                x += picture[p] * (p % 28);
                y += picture[p] * (p / 28);
            }
            // Moved by whole pixels, the centre of mass lies within half a pixel of (14, 14), as MNIST's does.
            Assert.InRange(x / mass, 13.49, 14.51);
            Assert.InRange(y / mass, 13.49, 14.51);
            Assert.InRange(mass / 255, 15, 420);
            Assert.InRange(picture.Max(), 230, 255);
            var (width, height) = (Extent(picture, p => p % 28), Extent(picture, p => p / 28));
            Assert.InRange(Math.Max(width, height), 17, 23);
            ink[labels[i]] += mass / 255 / 500;
        }
        // MNIST's means of its training set: 0.131 of the area over all digits; a 1 has least ink and a 0 or an 8 most.
        Assert.InRange(images.Average(value => value) / 255, 0.12, 0.14);
        Assert.Equal(1, Array.IndexOf(ink, ink.Min()));
        Assert.Contains(Array.IndexOf(ink, ink.Max()), (int[])[0, 8]);
        // 81 of 100 of MNIST's pixels are paper.
        Assert.InRange(images.Count(value => value == 0) / (double)images.Length, 0.78, 0.84);
    }

    [Theory, InlineData(-1), InlineData(10)]
    public void There_are_ten_digits(int digit) =>
        Assert.Contains("0 to 9", Assert.Throws<ArgumentOutOfRangeException>(() => StrokeDigits.Draw(digit, 1)).Message);

    [Theory, InlineData(-1), InlineData(2_739_138)]
    public void A_count_that_no_array_holds_is_an_error(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StrokeDigits.GenerateBytes(count, 1));

    private static byte[] Picture(byte[] images, int index) => images[(index * Pixels)..((index + 1) * Pixels)];

    private static int Extent(byte[] picture, Func<int, int> line)
    {
        var inked = Enumerable.Range(0, Pixels).Where(p => picture[p] > 40).Select(line).ToArray();
        return inked.Max() - inked.Min() + 1;
    }
}
