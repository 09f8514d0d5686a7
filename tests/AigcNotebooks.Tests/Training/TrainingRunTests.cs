using AigcNotebooks.Training;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private const int Steps = 40;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"aigc-run-{Guid.NewGuid():N}");
    private readonly ManualClock _clock = new();

    public void Dispose()
    {
        AppContext.SetData("AigcNotebooks.StopToken", null);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_stopped_within_any_step_ends_as_an_unbroken_one_to_the_last_bit(int seed)
    {
        var random = new Random(seed);
        Seed.All(1);
        using var unbroken = new Network();
        Train(unbroken, Open(unbroken, "unbroken"));

        Seed.All(1);
        using (var first = new Network())
        {
            var run = Open(first, "stopped");
            Assert.Throws<OperationCanceledException>(() => Train(first, run, stopWithin: 1 + random.Next(Steps)));
            // The same session goes on: the models, optimizer and losses go back to the last checkpoint.
            Assert.Throws<OperationCanceledException>(() => Train(first, run, stopWithin: Steps - random.Next(2)));
        }
        // Another session: new objects, other weights, another state of the generator.
        Seed.All(99);
        using var second = new Network();
        var resumed = Open(second, "stopped");
        Assert.InRange(resumed.Step, 1, Steps - 1);
        Assert.Contains("goes on from its checkpoint", resumed.ToString());
        rand(3).Dispose(); // a preview, say
        Train(second, resumed);

        Assert.Equal(unbroken.State(), second.State());
        Assert.Equal(unbroken.Losses.Steps("loss"), second.Losses.Steps("loss"));
        Assert.Equal(unbroken.Losses.Values("loss"), second.Losses.Values("loss"));
        Assert.Equal(TimeSpan.FromSeconds(Steps), resumed.Elapsed);
    }

    [Fact]
    public void A_trained_run_is_there_at_once_and_can_be_trained_anew()
    {
        using var first = new Network();
        Train(first, Open(first, "run"));
        using var after = rand(3);

        using var second = new Network();
        var loaded = Open(second, "run");
        Assert.True(loaded.IsComplete);
        rand(3).Dispose();
        Assert.Empty(loaded.Steps());
        using var afterLoading = rand(3);
        Assert.Equal(after.data<float>(), afterLoading.data<float>());
        Assert.Equal(first.State(), second.State());
        Assert.Equal("run: step 40 of 40, 0:40 of training; trained before and loaded; set retrain = true to train anew", loaded.ToString());

        using var third = new Network();
        var anew = Open(third, "run", retrain: true);
        Assert.Equal(0, anew.Step);
        Assert.Equal(0, Checkpoint.StepOf(anew.Path));
        Assert.Equal(Steps, Checkpoint.StepOf(Path.Combine(_folder, "run.previous.safetensors")));
    }

    [Fact]
    public void A_run_of_fewer_steps_does_not_push_out_the_previous_one()
    {
        var previous = Path.Combine(_folder, "run.previous.safetensors");
        using Network trained = new(), half = new(), other = new(), wider = new(width: 9);
        Train(trained, Open(trained, "run"));

        Assert.Throws<OperationCanceledException>(() => Train(half, Open(half, "run", retrain: true), stopWithin: 20));
        var unfinished = Checkpoint.StepOf(Path.Combine(_folder, "run.safetensors"));
        Assert.InRange(unfinished, 1, Steps - 1);
        Assert.Contains("written over, since run.previous.safetensors has more steps", Assert.Throws<InvalidDataException>(() => Open(wider, "run")).Message);
        Train(other, Open(other, "run", retrain: true));
        Assert.Equal(Steps, Checkpoint.StepOf(previous));

        // One of as many steps takes its place.
        var before = File.ReadAllBytes(Path.Combine(_folder, "run.safetensors"));
        Open(other, "run", retrain: true);
        Assert.Equal(before, File.ReadAllBytes(previous));
    }

    [Fact]
    public void A_stopped_run_that_could_not_be_saved_goes_on_as_it_is_and_not_from_the_file_of_an_earlier_one()
    {
        using Network first = new(), second = new();
        Train(first, Open(first, "run"));
        var path = Path.Combine(_folder, "run.safetensors");
        // Neither can the file be moved nor a new one be written, as in a folder that is read-only.
        Directory.CreateDirectory(Path.Combine(_folder, "run.previous.safetensors", "in the way"));
        Directory.CreateDirectory($"{path}.{Environment.ProcessId}.part");

        var run = Open(second, "run", retrain: true);
        Assert.Throws<OperationCanceledException>(() => Train(second, run, stopWithin: 5));
        var stopped = second.State();
        Assert.Contains("could never write", Assert.Throws<FileNotFoundException>(run.Resume).Message);
        Assert.Equal(5, run.Steps().First());
        Assert.Equal(stopped, second.State());
        Assert.Equal(Steps, Checkpoint.StepOf(path));
    }

    [Fact]
    public void A_stop_between_steps_is_saved_where_it_was_and_the_same_session_goes_on_to_the_last_bit()
    {
        using Network unbroken = new(), network = new();
        network.Become(unbroken);
        Seed.All(1);
        Train(unbroken, Open(unbroken, "unbroken"));

        Seed.All(1);
        using var stop = new CancellationTokenSource();
        var run = Open(network, "run");
        AppContext.SetData("AigcNotebooks.StopToken", stop.Token);
        Assert.Throws<OperationCanceledException>(() => Train(network, run, stopAfter: (3, stop)));
        Assert.Equal(3, run.Step);
        Assert.Equal(3, Checkpoint.StepOf(run.Path));

        AppContext.SetData("AigcNotebooks.StopToken", null);
        rand(3).Dispose(); // a look at the model, say
        Train(network, run);
        Assert.Equal(unbroken.State(), network.State());
        Assert.Equal(unbroken.Losses.Values("loss"), network.Losses.Values("loss"));
    }

    [Fact]
    public void A_damaged_checkpoint_or_one_of_another_model_is_an_error_that_loses_nothing()
    {
        using Network network = new(), wider = new(width: 9);
        Train(network, Open(network, "run"));
        var path = Path.Combine(_folder, "run.safetensors");
        var good = File.ReadAllBytes(path);
        var before = wider.State();

        var error = Assert.Throws<InvalidDataException>(() => Open(wider, "run"));
        Assert.Contains("another model", error.Message);
        Assert.Contains("set retrain = true; the file is then kept as run.previous.safetensors", error.Message);
        Assert.Equal(before, wider.State());
        Assert.Equal(good, File.ReadAllBytes(path));
        File.WriteAllBytes(path, good[..(good.Length / 2)]);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Open(wider, "run")).Message);

        Open(wider, "run", retrain: true);
        Assert.Equal(good[..(good.Length / 2)], File.ReadAllBytes(Path.Combine(_folder, "run.previous.safetensors")));
    }

    [Fact]
    public void Where_nothing_can_be_written_training_goes_on_and_says_so()
    {
        File.WriteAllText(_folder, "a file where the folder should be");
        try
        {
            using var network = new Network();
            var run = Open(network, "run");
            Train(network, run);
            Assert.True(run.IsComplete);
            Assert.Contains("its checkpoint cannot be written: ", run.ToString());
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [Fact]
    public void Names_that_are_no_file_names_are_errors()
    {
        using var network = new Network();
        Assert.Throws<ArgumentException>(() => Open(network, "../run"));
        Assert.Throws<ArgumentException>(() => Open(network, ""));
    }

    private TrainingRun Open(Network network, string name, bool retrain = false) => new(_folder, name, network.Checkpoint, Steps, retrain, _clock);

    /// <summary>A step takes a second of the clock. Stop comes when the weights have made their step and the average has not.</summary>
    private void Train(Network network, TrainingRun run, long stopWithin = 0, (long Step, CancellationTokenSource? Stop) stopAfter = default)
    {
        foreach (var step in run.Steps())
        {
            _clock.Advance(1);
            network.Step(step, step == stopWithin);
            if (step == stopAfter.Step)
                stopAfter.Stop!.Cancel();
        }
    }

    /// <summary>With dropout, batch normalisation, noise, an average, and batches that do not divide the data.</summary>
    private sealed class Network : IDisposable
    {
        private readonly Sequential _model, _averaged;
        private readonly OptimizerHelper _adam;
        private readonly ExponentialMovingAverage _average;
        private readonly BatchOrder _order = new(50, 8, seed: 4);
        private readonly Tensor _data = arange(300, dtype: ScalarType.Float32).view(50, 6) / 100;

        internal Network(int width = 8)
        {
            (_model, _averaged) = (Build(width), Build(width));
            _adam = optim.Adam(_model.parameters(), 0.01);
            _average = new ExponentialMovingAverage(_model, _averaged, 0.9);
            Checkpoint = new Checkpoint().Add("net", _model, _adam).Add("average", _average).Add("losses", Losses);
        }

        internal LossHistory Losses { get; } = new();

        internal Checkpoint Checkpoint { get; }

        internal void Step(long step, bool stop)
        {
            using var scope = NewDisposeScope();
            _adam.zero_grad();
            var loss = (_model.call(_order.Batch(_data, step)) - randn(1)).square().mean();
            loss.backward();
            _adam.step();
            Losses.Add("loss", step, loss.item<float>());
            if (stop)
                throw new OperationCanceledException();
            _average.Update();
        }

        internal void Become(Network other)
        {
            _model.load_state_dict(other._model.state_dict());
            _averaged.load_state_dict(other._averaged.state_dict());
        }

        internal string State()
        {
            using var scope = NewDisposeScope();
            return string.Join("\n", _model.state_dict().Concat(_averaged.state_dict()).Select(t => $"{t.Key} {Convert.ToHexString(t.Value.detach().bytes)}")) + _average.Updates;
        }

        public void Dispose()
        {
            _adam.Dispose();
            _model.Dispose();
            _averaged.Dispose();
            _order.Dispose();
            _data.Dispose();
        }

        private static Sequential Build(int width) => nn.Sequential(nn.Linear(6, width), nn.BatchNorm1d(width), nn.ReLU(), nn.Dropout(0.3), nn.Linear(width, 3));
    }
}
