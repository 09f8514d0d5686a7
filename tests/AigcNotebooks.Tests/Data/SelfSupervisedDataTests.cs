using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class SelfSupervisedDataTests
{
    [Fact]
    public void Without_strength_a_picture_is_seen_as_it_is()
    {
        using var scope = NewDisposeScope();
        Tensor images = rand(3, 1, 28, 28);
        Tensor same = new Augmentation { Degrees = 0, Shear = 0, Scale = 0, Shift = 0, Bend = 0, Noise = 0 }.Apply(images);
        Assert.True(same.allclose(images, atol: 1e-5));
    }

    [Fact]
    public void Each_picture_is_seen_in_its_own_way_and_the_same_seed_gives_the_same()
    {
        using var scope = NewDisposeScope();
        Tensor images = StrokeDigits.Generate(1, seed: 3).Images.to_type(ScalarType.Float32).div(255).expand(4, 1, 28, 28);
        manual_seed(5);
        Tensor seen = new Augmentation().Apply(images);
        Assert.False(seen[0].allclose(seen[1], atol: 0.5));
        manual_seed(5);
        Assert.True(seen.equal(new Augmentation().Apply(images)).all().ToBoolean());
        Assert.Throws<ArgumentException>(() => new Augmentation().Apply(images.to_type(ScalarType.Byte)));
        Assert.Throws<ArgumentException>(() => new Augmentation().Apply(images[0]));
    }

    [Fact]
    public void A_shift_moves_by_what_it_says()
    {
        using var scope = NewDisposeScope();
        Tensor image = zeros(200, 1, 28, 28);
        image.narrow(2, 13, 2).narrow(3, 13, 2).fill_(1);
        Tensor moved = new Augmentation { Degrees = 0, Shear = 0, Scale = 0, Shift = 0.1, Bend = 0, Noise = 0 }.Apply(image);
        Tensor columns = (moved.sum(2) * (arange(28).to_type(ScalarType.Float32) - 13.5)).sum(2) / moved.sum([2L, 3L]);
        Assert.InRange(columns.abs().max().ToDouble(), 2.5, 2.8);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 1)]
    public void Patches_are_those_of_the_places_that_are_told(int gap, int jitter)
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        // A picture whose pixels say where they are.
        Tensor where = arange(28 * 28).to_type(ScalarType.Float32).view(1, 1, 28, 28).expand(400, 1, 28, 28);
        var pairs = new PatchPairs { Gap = gap, Jitter = jitter };
        (Tensor middle, Tensor other, Tensor place) = pairs.Cut(where);
        Assert.Equal([400L, 1L, 7L, 7L], middle.shape);
        Assert.Equal(8, place.unique().output.numel());
        long[] from = middle[.., 0, 0, 0].to_type(ScalarType.Int64).data<long>().ToArray(), to = other[.., 0, 0, 0].to_type(ScalarType.Int64).data<long>().ToArray();
        long[] places = place.data<long>().ToArray();
        var jitters = new HashSet<long>();
        for (int i = 0; i < 400; i++)
        {
            long number = places[i] + (places[i] >= 4 ? 1 : 0), pitch = 7 + gap;   // of nine, the middle one left out
            jitters.Add(to[i] / 28 - from[i] / 28 - (number / 3 - 1) * pitch);
            jitters.Add(to[i] % 28 - from[i] % 28 - (number % 3 - 1) * pitch);
        }
        Assert.Equal(Enumerable.Range(-jitter, 2 * jitter + 1).Select(j => (long)j), jitters.Order());
        Assert.True((other[.., 0, 6, 6] - other[.., 0, 0, 0]).eq(6 * 28 + 6).all().ToBoolean());
        Tensor tiles = pairs.Tiles(where[..2]);
        Assert.Equal([32L, 1L, 7L, 7L], tiles.shape);
        Assert.Equal(7 * 28 + 14, tiles[6, 0, 0, 0].ToDouble());
    }

    [Fact]
    public void Pictures_too_small_for_the_puzzle_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("27 pixels", Assert.Throws<ArgumentException>(() => new PatchPairs().Cut(zeros(2, 1, 26, 26))).Message);
        Assert.Throws<ArgumentException>(() => new PatchPairs { Gap = -1 }.Cut(zeros(2, 1, 28, 28)));
    }

    [Fact]
    public void Of_the_chosen_tokens_80_percent_are_masked_10_changed_and_10_left()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        Tensor ids = randint(1000, [100, 200], ScalarType.Int64);
        MaskedTokens masked = TokenMasking.Draw(ids, mask: 1000);
        Tensor seen = masked.Inputs.flatten().index_select(0, masked.Places);
        double count = masked.Places.numel();
        Assert.InRange(count / ids.numel(), 0.14, 0.16);
        Assert.InRange(seen.eq(1000).sum().ToDouble() / count, 0.78, 0.82);
        Assert.InRange(seen.eq(masked.Targets).sum().ToDouble() / count, 0.085, 0.115);
        Assert.True(masked.Targets.equal(ids.flatten().index_select(0, masked.Places)).all().ToBoolean());
        // Nothing else is touched.
        Tensor restored = masked.Inputs.flatten().scatter(0, masked.Places, masked.Targets);
        Assert.True(restored.equal(ids.flatten()).all().ToBoolean());
        MaskedTokens measured = TokenMasking.Draw(ids, mask: 1000, onlyMask: true);
        Assert.True(measured.Inputs.flatten().index_select(0, measured.Places).eq(1000).all().ToBoolean());
        Assert.Contains("1000", Assert.Throws<ArgumentException>(() => TokenMasking.Draw(ids + 1, mask: 1000)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenMasking.Draw(ids, 1000, share: 0));
    }
}
