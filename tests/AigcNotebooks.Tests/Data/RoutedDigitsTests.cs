using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class RoutedDigitsTests
{
    private readonly (Tensor Images, Tensor Labels) _strokes = StrokeDigits.Generate(100, seed: 3);

    [Fact]
    public void There_are_eight_directions_and_twelve_turns_at_three_speeds()
    {
        Assert.Equal(3 * (8 + 12), Route.All.Count);
        Assert.Equal(Route.All.Count, Route.All.Distinct().Count());
        Assert.All(Route.All.Where(route => route.Then is not null), route => Assert.Contains(route.Swap(), Route.All));
        Assert.Throws<InvalidOperationException>(() => new Route(Direction.Up).Swap());
    }

    [Fact]
    public void Of_each_digit_an_axis_and_a_turn_both_ways_are_held_out_and_each_route_is_trained_with_most_digits()
    {
        for (int digit = 0; digit < 10; digit++)
        {
            Route[] heldOut = [.. Route.All.Where(route => route.IsHeldOut(digit))];
            Assert.Equal(3 * 2, heldOut.Count(route => route.Then is null));
            Assert.Equal(3 * 2, heldOut.Count(route => route.Then is not null));
            Assert.All(heldOut.Where(route => route.Then is not null), route => Assert.Contains(route.Swap(), heldOut));
        }
        Assert.All(Route.All, route => Assert.InRange(Enumerable.Range(0, 10).Count(route.IsHeldOut), 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Route(Direction.Up, Direction.Left).IsHeldOut(10));
    }

    [Fact]
    public void A_clip_goes_where_its_route_says()
    {
        using var scope = NewDisposeScope();
        var clips = new RoutedDigits(_strokes.Images, _strokes.Labels, seed: 3);
        using RoutedClips batch = clips.Next([.. Route.All, .. Route.All]);
        Assert.Equal([120L, 1, 8, 32, 32], batch.Frames.shape);
        var (whole, first, then) = (ClipMotion.Of(batch.Frames), ClipMotion.Of(batch.Frames[.., .., ..5]), ClipMotion.Of(batch.Frames[.., .., 4..]));
        for (int i = 0; i < 120; i++)
        {
            Route route = batch.Routes[i];
            Assert.True((long)route.First == first.Directions[i].ToInt64(), $"{route} sets out {first.Directions[i].ToInt64()}");
            if (route.Then is { } second)
                Assert.True((long)second == then.Directions[i].ToInt64(), $"{route} then goes {then.Directions[i].ToInt64()}");
            else
                Assert.Equal((long)route.First, whole.Directions[i].ToInt64());
            double pixels = route.Speed * ((int)route.First % 2 == 1 ? Math.Sqrt(2) : 1);
            Assert.Equal(pixels, whole.Speeds[i].ToDouble(), 0.01);
        }
    }

    [Fact]
    public void A_number_of_a_seed_is_one_clip_whatever_the_batches_and_its_state_is_the_number()
    {
        using var scope = NewDisposeScope();
        RoutedDigits one = Make(), other = Make();
        using RoutedClips all = one.Next(5), some = other.Next(2), rest = other.Next(3);
        Assert.True(cat([some.Frames, rest.Frames]).equal(all.Frames).all().ToBoolean());
        Assert.Equal(all.Routes, [.. some.Routes, .. rest.Routes]);
        Assert.Equal(RouteCaptions.Write(all, 4), [.. RouteCaptions.Write(some, 4), .. RouteCaptions.Write(rest, 4)]);
        RoutedDigits resumed = Make();
        resumed.PrepareLoad(one.SaveState())();
        Assert.Equal(5, resumed.Drawn);

        RoutedDigits Make() => new(_strokes.Images, _strokes.Labels, (digit, route) => !route.IsHeldOut(digit), seed: 9);
    }

    [Fact]
    public void Only_allowed_routes_are_drawn()
    {
        using var scope = NewDisposeScope();
        var clips = new RoutedDigits(_strokes.Images, _strokes.Labels, (digit, route) => route.IsHeldOut(digit));
        using RoutedClips batch = clips.Next(200);
        Assert.All(batch.Digits.data<long>().ToArray().Zip(batch.Routes), pair => Assert.True(pair.Second.IsHeldOut((int)pair.First)));
        Assert.Contains("any route", Assert.Throws<ArgumentException>(() => new RoutedDigits(_strokes.Images, _strokes.Labels, (_, _) => false)).Message);
        Assert.Contains("3 pixels a frame", Assert.Throws<ArgumentException>(() => new RoutedDigits(_strokes.Images, _strokes.Labels, frames: 16)).Message);
    }

    [Fact]
    public void A_caption_says_one_route_and_the_order_of_its_words_matters()
    {
        var meanings = new Dictionary<string, Route>();
        foreach (Route route in Route.All)
            foreach (string caption in RouteCaptions.Variants(7, route))
            {
                Assert.Equal(route, meanings.GetValueOrDefault(caption, route));
                meanings[caption] = route;
            }
        Assert.Equal(new Route(Direction.DownLeft), meanings["it moves down and left"]);
        Assert.Equal(new Route(Direction.Down, Direction.Left), meanings["it moves down and then left"]);
        Assert.Equal(new Route(Direction.Down, Direction.Left, Speed: 1), meanings["the seven goes slowly to the left but first down"]);
        Assert.Equal(new Route(Direction.Left, Direction.Down, Speed: 3), meanings["the 7 goes quickly first left then downwards"]);
        Assert.All(RouteCaptions.Vague(7), caption => Assert.DoesNotContain(caption, meanings.Keys));
        Assert.Equal("it moves slowly up", RouteCaptions.Variants(0, new Route(Direction.Up, Speed: 1))[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => RouteCaptions.Variants(0, new Route(Direction.Up, Speed: 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RouteCaptions.Variants(10, new Route(Direction.Up)));
    }

    [Fact]
    public void Vague_captions_are_as_many_as_wished_and_all_words_are_known()
    {
        using var scope = NewDisposeScope();
        var clips = new RoutedDigits(_strokes.Images, _strokes.Labels);
        using RoutedClips batch = clips.Next(500);
        string[] captions = [.. RouteCaptions.Write(batch, vague: 0.2)];
        Assert.InRange(captions.Count(caption => caption.Split(' ').Length <= 3 && caption.Split(' ')[^1] is "moves" or "goes"), 70, 130);
        Tensor ids = new WordTokenizer(RouteCaptions.All()).Encode(captions, refuseUnknown: true);
        Assert.True(ids.shape[1] <= 12);
    }
}
