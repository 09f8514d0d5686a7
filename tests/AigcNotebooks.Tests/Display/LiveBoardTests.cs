using AigcNotebooks.Display;
using AigcNotebooks.Training;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class LiveBoardTests
{
    private static readonly Plot Losses = Plot.Lines("Losses").Add("loss", [1, 2]);

    [Fact]
    public void Shows_all_parts_in_order()
    {
        var board = new LiveBoard(Losses, new ImageGrid([1, 2], 1, 1, 1, 2), "as <text>");

        var html = Formatter.ToDisplayString(board, "text/html");
        int[] places = [.. new[] { "data:image/svg+xml", "data:image/png", "as &lt;text&gt;" }.Select(text => html.IndexOf(text, StringComparison.Ordinal))];
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
        Assert.Equal(["Losses: loss (2 points, last 2)", "1 images of 2 × 1 pixels in 1 rows of 1", "as <text>"],
            Formatter.ToDisplayString(board, "text/plain").Split(Environment.NewLine));
    }

    [Fact]
    public void Plots_stand_still_while_training_runs_and_live_after_it()
    {
        var progress = new TrainingProgress(10);
        var history = new LossHistory();
        history.Add("loss", 1, 0.5);
        var board = new LiveBoard(progress, Losses, history);

        progress.Update(9);
        Assert.DoesNotContain("<script", Formatter.ToDisplayString(board, "text/html"));
        progress.Update(10);
        Assert.Equal(3, Formatter.ToDisplayString(board, "text/html").Split("<script>").Length);
    }

    [Fact]
    public void Without_progress_plots_live() => Assert.Contains("<script>", Formatter.ToDisplayString(new LiveBoard(Losses), "text/html"));
}
