using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class RouteScoresTests
{
    private readonly (Tensor Images, Tensor Labels) _strokes = StrokeDigits.Generate(60, seed: 5);

    [Fact]
    public void Real_clips_go_where_their_routes_say_and_frozen_ones_nowhere()
    {
        using var scope = NewDisposeScope();
        using RoutedClips clips = new RoutedDigits(_strokes.Images, _strokes.Labels).Next(Route.All);
        Assert.Equal(new RouteScores(1, 1, 1, 1, 1), RouteScores.Of(clips.Frames, clips.Routes));
        Tensor frozen = clips.Frames[.., .., ..1].repeat(1, 1, 8, 1, 1);
        Assert.Equal(new RouteScores(0, 0, 0, 0, 0), RouteScores.Of(frozen, clips.Routes));
    }

    [Fact]
    public void Swapped_turns_score_none_and_what_is_half_right_counts_half()
    {
        using var scope = NewDisposeScope();
        Route[] routes = [.. Route.All.Where(route => route.Then is not null && route.Speed == 2)];
        using RoutedClips clips = new RoutedDigits(_strokes.Images, _strokes.Labels).Next(routes);
        RouteScores swapped = RouteScores.Of(clips.Frames, [.. routes.Select(route => route.Swap())]);
        Assert.Equal((0.0, 0.0, 0.0), (swapped.First, swapped.Then, swapped.Both));
        Assert.True(double.IsNaN(swapped.One), "no clip has one direction");
        RouteScores half = RouteScores.Of(clips.Frames, [.. routes.Select(route => route with { First = (Direction)(((int)route.First + 1) % 8) })]);
        Assert.Equal((0.0, 0.0, 1.0, 0.0), (half.All, half.First, half.Then, half.Both));
        Assert.Contains("a route for each of 12", Assert.Throws<ArgumentException>(() => RouteScores.Of(clips.Frames, routes[1..])).Message);
    }
}
