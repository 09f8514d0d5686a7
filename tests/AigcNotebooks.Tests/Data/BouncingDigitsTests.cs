using System.Security.Cryptography;
using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class BouncingDigitsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly (Tensor Images, Tensor Labels) _strokes = StrokeDigits.Generate(300, seed: 3);

    private static readonly (int X, int Y)[] Ways = [(0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)];

    public void Dispose()
    {
        _strokes.Images.Dispose();
        _strokes.Labels.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void A_seed_gives_these_bytes_for_ever()
    {
        BouncingClips clips = Make().Next(20);
        Assert.Equal([20L, 1, 8, 32, 32], clips.Frames.shape);
        Assert.Equal("1a2a1730b4c342479033bec170606619df28fe513fe158981c6a6d8abd3a2231", Convert.ToHexStringLower(SHA256.HashData(clips.Frames.data<byte>().ToArray())));
        Assert.False(Same(clips.Frames, Make(seed: 1).Next(20).Frames));
    }

    [Fact]
    public void Pictures_are_what_moves_through_the_clips()
    {
        var one = new BouncingDigits(_strokes.Images[4..5], _strokes.Labels[4..5], seed: 1);
        BouncingClips clip = one.Next(1);
        Tensor picture = one.Pictures(), frame = nn.functional.pad(clip.Frames[0, 0, 0].to_type(ScalarType.Int32), [16, 16, 16, 16]);
        Assert.Equal([1L, 1, 16, 16], picture.shape);
        Assert.Equal(300, Make().Pictures().shape[0]);
        (int left, int top) = ((int)(clip.Positions[0, 0, 0, 0].ToSingle() - 7.5f) + 16, (int)(clip.Positions[0, 0, 0, 1].ToSingle() - 7.5f) + 16);
        Assert.True(Same(picture[0, 0].to_type(ScalarType.Int32), frame[top..(top + 16), left..(left + 16)]));
        Assert.Equal(255, picture.max().ToInt32());
    }

    [Fact]
    public void Batches_change_nothing_and_a_run_goes_on_from_its_number()
    {
        BouncingDigits whole = Make(), parts = Make();
        BouncingClips all = whole.Next(12);
        Assert.True(Same(all.Frames, cat([parts.Next(5).Frames, parts.Next(7).Frames])));
        Assert.Equal(12, parts.Drawn);
        BouncingDigits resumed = Make();
        resumed.Drawn = 5;
        BouncingClips rest = resumed.Next(7);
        Assert.True(Same(rest.Frames, all.Frames.narrow(0, 5, 7)));
        Assert.True(Same(rest.Digits, all.Digits.narrow(0, 5, 7)));
        Assert.True(Same(rest.Directions, all.Directions.narrow(0, 5, 7)));
        Assert.True(Same(rest.Positions, all.Positions.narrow(0, 5, 7)));
        Assert.Throws<ArgumentOutOfRangeException>(() => resumed.Drawn = -1);
    }

    [Fact]
    public void A_checkpoint_saves_and_sets_how_many_were_drawn()
    {
        var clips = new BouncingDigits(_strokes.Images, _strokes.Labels);
        clips.Next(5).Dispose();
        var saved = clips.SaveState();
        clips.Next(3).Dispose();

        clips.PrepareLoad(saved)();

        Assert.Equal(5, clips.Drawn);
        Assert.Throws<InvalidDataException>(() => clips.PrepareLoad(new Dictionary<string, Tensor>()));
    }

    [Theory, InlineData(8, 32), InlineData(16, 32), InlineData(7, 25), InlineData(5, 48), InlineData(2, 32)]
    public void Each_moves_as_named_at_its_speed_and_turns_back_not_before_half_of_the_clip(int frames, int size)
    {
        BouncingClips clips = Make(new() { Frames = frames, Size = size }).Next(400);
        var positions = clips.Positions.data<float>().ToArray();
        var directions = clips.Directions.data<long>().ToArray();
        var speeds = new HashSet<int>();
        for (var clip = 0; clip < 400; clip++)
        {
            (int X, int Y) way = Ways[directions[clip]];
            var speed = 0;
            for (var frame = 1; frame < frames; frame++)
            {
                var at = (clip * frames + frame) * 2;
                (float dx, float dy) = (positions[at] - positions[at - 2], positions[at + 1] - positions[at - 1]);
                var step = (int)(way.X != 0 ? dx / way.X : dy / way.Y);
                if (frame == 1)
                    speed = step;
                Assert.Equal((step * way.X, step * way.Y), ((int)dx, (int)dy));
                Assert.Equal(speed, frame <= frames / 2 ? step : Math.Abs(step));
            }
            speeds.Add(speed);
        }
        // At 3 pixels a frame, 8 steps of 16 frames would be 24 pixels: more than the 16 that there are.
        Assert.Equal(frames == 16 ? [2] : [2, 3], speeds.Order());
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 7], directions.Distinct().Order());
    }

    [Fact]
    public void Ink_stays_inside_whole_and_lies_where_the_positions_say()
    {
        BouncingClips clips = Make().Next(300);
        Tensor frames = clips.Frames.to_type(ScalarType.Float32).squeeze(1);
        Tensor ink = frames.sum([2, 3]);
        // No pixel is lost at a wall: all frames of a clip hold the same ink.
        Assert.True(ink.eq(ink.narrow(1, 0, 1)).all().ToBoolean());
        Assert.True(clips.Frames.amax([1, 2, 3, 4]).eq(255).all().ToBoolean());
        Tensor places = arange(32, dtype: ScalarType.Float32);
        Tensor centre = stack([frames.sum(2).matmul(places) / ink, frames.sum(3).matmul(places) / ink], 2);
        Tensor offset = centre - clips.Positions.squeeze(1);
        Assert.InRange(offset.abs().max().ToSingle(), 0, 1);
        // The digit lies at the same place of its picture in all frames: what the centre is off by does not change.
        Assert.InRange((offset - offset.narrow(1, 0, 1)).abs().max().ToSingle(), 0, 1e-3);
    }

    [Fact]
    public void Digits_are_the_pictures_that_were_given_and_no_others()
    {
        // As a training set would, it sees only the first 100 pictures; the others are its test set.
        Tensor some = _strokes.Images.narrow(0, 0, 100), labels = _strokes.Labels.narrow(0, 0, 100);
        HashSet<string> given = [.. Shrunk(some)], others = [.. Shrunk(_strokes.Images.narrow(0, 100, 200))];
        BouncingClips clips = new BouncingDigits(some, labels, new() { Frames = 1 }).Next(2000);
        Tensor padded = nn.functional.pad(clips.Frames.flatten(0, 2), [16, 16, 16, 16]);
        long[] corners = (clips.Positions + 16 - 7.5).to_type(ScalarType.Int64).data<long>().ToArray();
        var seen = new HashSet<string>();
        for (var clip = 0; clip < 2000; clip++)
            seen.Add(Hex(padded[clip].narrow(0, corners[2 * clip + 1], 16).narrow(1, corners[2 * clip], 16)));
        Assert.Subset(given, seen);
        Assert.Empty(seen.Intersect(others));
        Assert.Equal(100, seen.Count);
        clips = new BouncingDigits(some, labels).Next(500);
        Assert.Equal(labels.data<long>().ToArray().Distinct().Order(), clips.Digits.data<long>().ToArray().Distinct().Order());
    }

    [Fact]
    public void Two_digits_overlap_as_the_brighter_pixel()
    {
        BouncingClips clips = Make(new() { Digits = 2 }).Next(200);
        Assert.Equal([200L, 2], clips.Digits.shape);
        Assert.Equal([200L, 2, 8, 2], clips.Positions.shape);
        Assert.Equal(255, (int)clips.Frames.max().ToByte());
        // Two digits have more ink than one, and less where they overlap.
        double two = clips.Frames.to_type(ScalarType.Float32).mean().ToDouble(), one = Make().Next(200).Frames.to_type(ScalarType.Float32).mean().ToDouble();
        Assert.InRange(two / one, 1.6, 2.0);
    }

    [Fact]
    public void Pairs_that_are_not_allowed_are_never_drawn_unless_wished_for()
    {
        BouncingDigits clips = Make(new() { Allows = (digit, direction) => digit < 5 && (int)direction % 4 != digit % 4 });
        BouncingClips many = clips.Next(1000);
        var pairs = many.Digits.data<long>().ToArray().Zip(many.Directions.data<long>().ToArray()).Distinct().ToArray();
        Assert.Equal(5 * 6, pairs.Length);
        Assert.All(pairs, pair => Assert.True(pair.First < 5 && pair.Second % 4 != pair.First % 4));

        BouncingClips wished = clips.Next([(7, Direction.Up), (4, Direction.DownLeft), (7, Direction.Up)]);
        Assert.Equal([7L, 4, 7], wished.Digits.data<long>().ToArray());
        Assert.Equal([0L, 5, 0], wished.Directions.data<long>().ToArray());
        Assert.False(Same(wished.Frames[0], wished.Frames[2]));
        Assert.Contains("lets none of the digits", Assert.Throws<ArgumentException>(() => Make(new() { Allows = (_, _) => false })).Message);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_a_reason()
    {
        Assert.Contains("Frames must be from 1", Assert.Throws<ArgumentException>(() => Make(new() { Frames = 0 })).Message);
        Assert.Contains("16", Assert.Throws<ArgumentException>(() => Make(new() { Size = 15 })).Message);
        Assert.Contains("1 or 2", Assert.Throws<ArgumentException>(() => Make(new() { Digits = 3 })).Message);
        Assert.Contains("Speeds", Assert.Throws<ArgumentException>(() => Make(new() { Speeds = [] })).Message);
        string message = Assert.Throws<ArgumentException>(() => Make(new() { Frames = 18 })).Message;
        Assert.Contains("9 steps", message);
        Assert.Contains("fewer Frames, a larger Size or slower Speeds", message);
        Assert.Contains("(300, 28, 28)", Assert.Throws<ArgumentException>(() => new BouncingDigits(_strokes.Images.squeeze(1), _strokes.Labels)).Message);
        Assert.Contains("300 labels", Assert.Throws<ArgumentException>(() => new BouncingDigits(_strokes.Images, _strokes.Labels.narrow(0, 0, 9))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Make().Next(0));
        Assert.Contains("at most", Assert.Throws<ArgumentOutOfRangeException>(() => Make().Next(int.MaxValue)).Message);
        BouncingDigits zeros = new(_strokes.Images.narrow(0, 0, 1), zeros_like(_strokes.Labels.narrow(0, 0, 1)));
        Assert.Contains("the digits 0", Assert.Throws<ArgumentException>(() => zeros.Next([(3, Direction.Up)])).Message);
    }

    private BouncingDigits Make(BouncingDigitsOptions? options = null, long seed = 0) => new(_strokes.Images, _strokes.Labels, options, seed);

    /// <summary>The pictures as the clips must show them, made another way: pixels doubled, then averaged in threes, which is the area of 1.5 × 1.5 pixels.</summary>
    private static IEnumerable<string> Shrunk(Tensor images)
    {
        Tensor doubled = images.narrow(2, 2, 24).narrow(3, 2, 24).to_type(ScalarType.Float64).repeat_interleave(2, 2).repeat_interleave(2, 3);
        Tensor areas = nn.functional.avg_pool2d(doubled, 3);
        Tensor levels = (areas / areas.amax([1, 2, 3], keepdim: true) * 255 + 1e-9).round().to_type(ScalarType.Byte);
        return Enumerable.Range(0, (int)images.shape[0]).Select(i => Hex(levels[i]));
    }

    private static bool Same(Tensor a, Tensor b) => a.eq(b).all().ToBoolean();

    private static string Hex(Tensor picture) => Convert.ToHexString(picture.contiguous().data<byte>().ToArray());
}
