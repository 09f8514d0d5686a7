using AigcNotebooks.Data;
using AigcNotebooks.Training;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> Optimizers = new()
    {
        ["SGD"] = p => optim.SGD(p, 0.05, momentum: 0.9),
        ["Adam"] = p => optim.Adam(p, 0.01, amsgrad: true),
        ["AdamW"] = p => optim.AdamW(p, 0.01, weight_decay: 0.1),
        ["RMSProp"] = p => optim.RMSProp(p, 0.01, momentum: 0.5),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-checkpoint-").FullName;

    public static TheoryData<string> Kinds => [.. Optimizers.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public void A_resumed_run_equals_an_unbroken_one_to_the_last_bit(string kind)
    {
        string path = Path.Combine(_folder, "run.safetensors");
        Seed.All(1);
        using var unbroken = new Run(kind);
        unbroken.Train(20);
        float[] next = Draw();

        Seed.All(1);
        using (var first = new Run(kind))
        {
            first.Train(10);
            first.Checkpoint.Save(path, 10);
        }
        Seed.All(99);
        using var second = new Run(kind);
        second.Train(3);
        Assert.Equal(10, Checkpoint.StepOf(path));
        using (NewDisposeScope())
            Assert.Equal(10, second.Checkpoint.Load(path));
        second.Train(10);
        Assert.Equal(unbroken.State(), second.State());
        Assert.Equal(next, Draw());
    }

    [Fact]
    public void A_scheduler_is_stepped_to_where_it_was()
    {
        string path = Path.Combine(_folder, "run.safetensors");
        Seed.All(1);
        using var unbroken = new Run("SGD");
        var scheduler = optim.lr_scheduler.StepLR(unbroken.Optimizer, 4, 0.5);
        unbroken.Train(6, scheduler);
        unbroken.Checkpoint.Save(path, 6);
        unbroken.Train(6, scheduler);

        using var resumed = new Run("SGD");
        scheduler = optim.lr_scheduler.StepLR(resumed.Optimizer, 4, 0.5);
        for (long i = Checkpoint.StepOf(path); i > 0; i--)
            scheduler.step();
        resumed.Checkpoint.Load(path);
        resumed.Train(6, scheduler);
        Assert.Equal(unbroken.State(), resumed.State());
    }

    [Fact]
    public void What_does_not_fit_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using Run run = new("Adam"), sgd = new("SGD"), wider = new("Adam", width: 9);
        run.Train(2);
        string path = Path.Combine(_folder, "run.safetensors");
        run.Checkpoint.Save(path, 2);
        run.Train(1);
        byte[] good = File.ReadAllBytes(path);
        string state = run.State(), random = Convert.ToHexString(get_rng_state().bytes);

        Assert.Throws<FileNotFoundException>(() => run.Checkpoint.Load(Path.Combine(_folder, "absent")));
        foreach (int cut in new[] { 0, 5, 100, good.Length / 2, good.Length - 1 })
            Refused(good[..cut]);
        foreach (int flipped in new[] { 3, 20, good.Length / 2, good.Length - 1 })
        {
            byte[] bytes = [.. good];
            bytes[flipped] ^= 0x40;
            Refused(bytes);
        }
        Assert.Contains("expected 'SGD'", Assert.Throws<InvalidDataException>(() => sgd.Checkpoint.Load(path)).Message);
        Assert.Contains("Float32 [8, 6] there, and Float32 [9, 6] here", Assert.Throws<InvalidDataException>(() => wider.Checkpoint.Load(path)).Message);
        Assert.Contains("It has besides: ", Assert.Throws<InvalidDataException>(() => new Checkpoint().Load(path)).Message);
        Assert.Contains("It lacks: optimizer.other", Assert.Throws<InvalidDataException>(() => new Checkpoint().Add("net", run.Model, run.Optimizer).Add("data", run.Data).Add("other", sgd.Optimizer).Load(path)).Message);
        SafeTensors.Save(path, run.Model.state_dict());
        Assert.Contains("is no checkpoint", Assert.Throws<InvalidDataException>(() => run.Checkpoint.Load(path)).Message);
        Assert.Throws<ArgumentException>(() => new Checkpoint().Add("a.b", run.Model));
        Assert.Equal((state, random), (run.State(), Convert.ToHexString(get_rng_state().bytes)));
        Assert.Equal([path], Directory.GetFiles(_folder));

        void Refused(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            Assert.Throws<InvalidDataException>(() => run.Checkpoint.Load(path));
            File.WriteAllBytes(path, good);
        }
    }

    private static float[] Draw()
    {
        using var numbers = rand(4);
        return numbers.data<float>().ToArray();
    }

    /// <summary>A small network with dropout and batch normalisation, on data from a generator of its own.</summary>
    private sealed class Run : IDisposable
    {
        internal Run(string optimizer, int width = 8)
        {
            Model = nn.Sequential(nn.Linear(6, width), nn.BatchNorm1d(width), nn.ReLU(), nn.Dropout(0.3), nn.Linear(width, 3));
            Optimizer = Optimizers[optimizer](Model.parameters());
            Data = new Generator(5);
            Checkpoint = new Checkpoint().Add("net", Model, Optimizer).Add("data", Data);
        }

        internal Sequential Model { get; }
        internal OptimizerHelper Optimizer { get; }
        internal Generator Data { get; }
        internal Checkpoint Checkpoint { get; }

        internal void Train(int steps, optim.lr_scheduler.LRScheduler? scheduler = null)
        {
            for (int i = 0; i < steps; i++)
            {
                using var scope = NewDisposeScope();
                Optimizer.zero_grad();
                Model.call(randn(16, 6, generator: Data)).square().mean().backward();
                Optimizer.step();
                scheduler?.step();
            }
        }

        internal string State()
        {
            using var stream = new MemoryStream();
            Optimizer.save_state_dict(new BinaryWriter(stream));
            using var scope = NewDisposeScope();
            return string.Join("\n", Model.state_dict().Select(t => $"{t.Key} {Convert.ToHexString(t.Value.detach().bytes)}")) + Convert.ToHexString(stream.ToArray());
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            Model.Dispose();
            Data.Dispose();
        }
    }
}
