using System.Security.Cryptography;
using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class ColouredDigitsTests
{
    [Fact]
    public void Paper_is_where_no_ink_is_and_ink_where_all_is()
    {
        using var scope = NewDisposeScope();
        Tensor grey = tensor(new byte[] { 0, 255, 51, 0, 255, 51 }, [2, 1, 1, 3]);
        Tensor painted = ColouredDigits.Paint(grey, tensor(new[] { 0L, 7L }), tensor(new[] { 1L, 0L }));
        // Red on navy, a fifth of the way (0.2 · 235 + 0.8 · 20 = 63), then white on black.
        Assert.Equal([20, 235, 63, 25, 60, 32, 90, 50, 82, 0, 245, 49, 0, 245, 49, 0, 245, 49], painted.data<byte>().ToArray());
        Assert.Equal([2L, 3L, 1L, 3L], painted.shape);
        Assert.Equal([2L, 3L, 4L, 1L, 3L], ColouredDigits.Paint(grey.unsqueeze(2).expand(2, 1, 4, 1, 3), tensor(new[] { 0L, 7L }), tensor(new[] { 1L, 0L })).shape);
    }

    [Fact]
    public void Pictures_are_the_digits_in_the_colours_that_are_told()
    {
        using var scope = NewDisposeScope();
        (Tensor images, Tensor labels) = StrokeDigits.Generate(40, seed: 5);
        ColouredBatch batch = new ColouredDigits(images, labels, seed: 1).Next(500);
        Assert.Equal([500L, 3L, 32L, 32L], batch.Images.shape);
        Assert.Equal(ScalarType.Byte, batch.Images.dtype);
        Assert.Equal(ColouredDigits.Inks.Count, batch.Ink.unique().output.numel());
        Assert.Equal(ColouredDigits.Papers.Count, batch.Paper.unique().output.numel());
        // The margin is paper; the middle is one of the pictures of that digit, painted.
        Tensor blank = zeros([500, 1, 1, 32], ScalarType.Byte);
        Assert.True(batch.Images[.., .., 0..1].equal(ColouredDigits.Paint(blank, batch.Ink, batch.Paper)).all().ToBoolean());
        for (int i = 0; i < 20; i++)
        {
            Tensor same = images[labels.eq(batch.Labels[i])];
            Tensor number = ones([same.shape[0]], ScalarType.Int64);
            Tensor painted = ColouredDigits.Paint(same, number * batch.Ink[i], number * batch.Paper[i]);
            Assert.True(painted.equal(batch.Images[i][.., 2..30, 2..30]).flatten(1).all(1).any().ToBoolean());
        }
    }

    [Fact]
    public void The_stream_depends_on_seed_and_place_alone()
    {
        using var scope = NewDisposeScope();
        (Tensor images, Tensor labels) = StrokeDigits.Generate(60, seed: 5);
        var one = new ColouredDigits(images, labels, seed: 1);
        ColouredBatch whole = one.Next(10);
        Assert.Equal("3138e439ad2e0339499eae0a265a93421f4625418dc76c2175c33202dcb60a6b", Convert.ToHexStringLower(SHA256.HashData(whole.Images.data<byte>().ToArray())));
        one.Drawn = 4;
        Assert.True(whole.Images[4..].eq(one.Next(6).Images).all().ToBoolean());
        Assert.False(whole.Ink.eq(new ColouredDigits(images, labels, seed: 2).Next(10).Ink).all().ToBoolean());
        IReadOnlyDictionary<string, Tensor> saved = one.SaveState();
        one.Next(3);
        one.PrepareLoad(saved)();
        Assert.Equal(10, one.Drawn);
        Assert.Throws<InvalidDataException>(() => one.PrepareLoad(new Dictionary<string, Tensor>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Drawn = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Next(0));
    }

    [Fact]
    public void What_cannot_be_coloured_is_refused_with_what_was_expected()
    {
        using var scope = NewDisposeScope();
        Tensor grey = zeros([2, 1, 28, 28], ScalarType.Byte), labels = zeros([2], ScalarType.Int64);
        Assert.Contains("uint8 (N, 1, 28, 28)", Assert.Throws<ArgumentException>(() => new ColouredDigits(grey.to_type(ScalarType.Float32), labels)).Message);
        Assert.Contains("2 labels", Assert.Throws<ArgumentException>(() => new ColouredDigits(grey, labels[..1])).Message);
        Assert.Contains("0 to 7", Assert.Throws<ArgumentException>(() => ColouredDigits.Paint(grey, labels + 8, labels)).Message);
        Assert.Contains("0 to 3", Assert.Throws<ArgumentException>(() => ColouredDigits.Paint(grey, labels, labels - 1)).Message);
        Assert.Contains("each of 2 pictures", Assert.Throws<ArgumentException>(() => ColouredDigits.Paint(grey, labels[..1], labels)).Message);
    }
}
