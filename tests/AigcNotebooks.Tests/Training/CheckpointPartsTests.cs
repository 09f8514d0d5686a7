using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class CheckpointPartsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-parts-").FullName;
    private readonly DisposeScope _scope = NewDisposeScope();

    private string FilePath => Path.Combine(_folder, "parts.safetensors");

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Losses_come_back_as_they_were()
    {
        var losses = new LossHistory();
        losses.Add("b. the second letter", 1, 0.1);
        losses.Add("a", 1, 1.0 / 3);
        losses.Add("a", 5, double.NaN);
        var loaded = new LossHistory();
        loaded.Add("of another run", 1, 1);

        new Checkpoint().Add("losses", losses).Save(FilePath, 5);
        Assert.Equal(5, new Checkpoint().Add("losses", loaded).Load(FilePath));

        Assert.Equal(["b. the second letter", "a"], loaded.Names);
        Assert.Equal([1L, 5], loaded.Steps("a"));
        Assert.Equal(losses.Values("a"), loaded.Values("a"));
        Assert.Equal(losses.FirstNonFinite, loaded.FirstNonFinite);
    }

    [Fact]
    public void No_losses_yet_are_saved_too()
    {
        var loaded = new LossHistory();
        loaded.Add("of another run", 1, 1);
        new Checkpoint().Add("losses", new LossHistory()).Save(FilePath, 0);
        new Checkpoint().Add("losses", loaded).Load(FilePath);

        Assert.Empty(loaded.Names);
    }

    [Fact]
    public void A_part_that_lacks_or_does_not_fit_changes_nothing()
    {
        nn.Module<Tensor, Tensor> model = nn.Linear(2, 1), averaged = nn.Linear(2, 1), wider = nn.Linear(3, 1), widerAveraged = nn.Linear(3, 1);
        var average = new ExponentialMovingAverage(model, averaged);
        var losses = new LossHistory();
        losses.Add("loss", 1, 1);
        new Checkpoint().Add("average", average).Save(FilePath, 7);
        var before = Convert.ToHexString(get_rng_state().bytes);

        Assert.Contains("It lacks: part.losses", Error(new Checkpoint().Add("average", average).Add("losses", losses)));
        Assert.Contains("It has besides: part.average.", Error(new Checkpoint()));
        Assert.Contains("'average' does not fit: the average of 'weight' is missing, or that of another model", Error(new Checkpoint().Add("average", new ExponentialMovingAverage(wider, widerAveraged))));
        Assert.Contains("these are no losses", Error(new Checkpoint().Add("average", losses)));
        Assert.Equal(["loss"], losses.Names);
        Assert.Equal(before, Convert.ToHexString(get_rng_state().bytes));

        string Error(Checkpoint checkpoint) => Assert.Throws<InvalidDataException>(() => checkpoint.Load(FilePath)).Message;
    }
}
