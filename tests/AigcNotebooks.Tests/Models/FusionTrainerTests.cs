using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Tests.Training;
using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static AigcNotebooks.Tests.Models.FusionSamples;
using static TorchSharp.torch;
using Fusion = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace AigcNotebooks.Tests.Models;

public sealed class FusionTrainerTests
{
    [Fact]
    public void A_step_learns_and_leaves_no_tensor_behind()
    {
        manual_seed(0);
        using var model = new AttentionFusion(Vocabulary);
        using var trainer = new FusionTrainer(model, modalityDropout: 0.3);
        (Tensor[] x, Tensor labels) = RandomBatch();
        using var batch = new PairedBatch(x[0], x[1], x[2], labels, new string[BatchSize], labels, labels, []);
        double first = trainer.Step(batch), last = 0;
        using (var scope = NewDisposeScope())
        {
            for (int step = 0; step < 40; step++)
                last = trainer.Step(batch);
            Assert.Equal(0, scope.DisposablesCount);
        }
        Assert.InRange(last, 0, first / 2);
        trainer.SetRate(1, 100);
        Assert.Equal(0.003, trainer.Optimizer.ParamGroups.Single().LearningRate, 9);
        trainer.SetRate(51, 100);
        Assert.Equal(0.0015, trainer.Optimizer.ParamGroups.Single().LearningRate, 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void Modality_dropout_takes_each_away_as_often_as_asked_and_never_all(double dropout)
    {
        const int Count = 2_000;
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var model = new Witness();
        using var trainer = new FusionTrainer(model, modalityDropout: dropout);
        Tensor labels = zeros(Count, dtype: ScalarType.Int64);
        using var batch = new PairedBatch(zeros(Count, 1), zeros(Count, 1), zeros(Count, 1), labels, new string[Count], labels, labels, []);
        trainer.Step(batch);
        using Tensor present = model.Present!;
        Assert.Equal([Count, 3L], present.shape);
        Assert.True(present.any(1).all().ToBoolean());
        // Where all three would be taken away, none is: p − p³. 2,000 draws have a standard error of about 0.01.
        double[] missing = [.. present.logical_not().to_type(ScalarType.Float32).mean([0L]).data<float>().Select(share => (double)share)];
        Assert.All(missing, share => Assert.Equal(dropout * (1 - dropout * dropout), share, 0.04));
        if (dropout == 0)
            Assert.True(present.all().ToBoolean());
    }

    [Fact]
    public void A_run_with_modality_dropout_ends_the_same_whatever_was_trained_before_it()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"aigc-fusion-{Guid.NewGuid():N}");
        try
        {
            using var scope = NewDisposeScope();
            Tensor images = (arange(20) * 10).to_type(ScalarType.Byte).view(20, 1, 1, 1).expand(20, 1, 28, 28).contiguous();
            using var tones = new ToneRecordings(40, seed: 1);
            var clock = new ManualClock();
            Entered Enter(string name)
            {
                Seed.All(0);
                var model = new FeatureFusion(PairedCaption.Tokenizer.Vocabulary.Count);
                var trainer = new FusionTrainer(model, modalityDropout: 0.5);
                var pairs = new PairedDigits(images, arange(20) % 10, tones, seed: 1);
                return new(model, trainer, pairs, new TrainingRun(folder, name, new Checkpoint().Add("model", model, trainer.Optimizer).Add("pairs", pairs), 6, retrain: false, clock), clock);
            }

            // As in the notebook: all are entered, then trained one after the other.
            Entered first = Enter("first"), second = Enter("second");
            first.Train();
            second.Train();
            // A kernel that is restarted: the one was stopped on its way, the other had not begun and is trained first.
            Entered stopped = Enter("stopped"), waiting = Enter("waiting");
            Assert.Throws<OperationCanceledException>(() => stopped.Train(stopWithin: 4));
            manual_seed(99);
            Entered resumed = Enter("stopped"), begun = Enter("waiting");
            begun.Train();
            resumed.Train();

            Assert.Equal(second.Weights(), begun.Weights());
            Assert.Equal(first.Weights(), resumed.Weights());
            Assert.Equal(first.Weights(), second.Weights());
            foreach (Entered each in new[] { first, second, stopped, waiting, resumed, begun })
                each.Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What notebook 09 calls a contestant.</summary>
    private sealed record Entered(FeatureFusion Model, FusionTrainer Trainer, PairedDigits Pairs, TrainingRun Run, ManualClock Clock) : IDisposable
    {
        internal void Train(long stopWithin = 0)
        {
            foreach (long step in Run.Steps())
            {
                if (step == 1)
                    Seed.All(0); // as the notebook's Train does: what was trained before has drawn, too
                using var scope = NewDisposeScope();
                Trainer.Step(Pairs.Next(8));
                Clock.Advance(20); // it is saved after each step
                if (step == stopWithin)
                    throw new OperationCanceledException();
            }
        }

        internal string Weights() => string.Join("\n", Model.state_dict().Select(t => $"{t.Key} {Convert.ToHexString(t.Value.detach().bytes)}"));

        public void Dispose()
        {
            Trainer.Dispose();
            Model.Dispose();
        }
    }

    /// <summary>Remembers what it was told of who is there.</summary>
    private sealed class Witness : Fusion
    {
        private readonly TorchSharp.Modules.Linear _answer = nn.Linear(1, 10);

        internal Witness() : base(nameof(Witness)) => RegisterComponents();

        internal Tensor? Present { get; private set; }

        public override Tensor forward(Tensor images, Tensor tones, Tensor captions, Tensor present)
        {
            Present = present.clone().DetachFromDisposeScope();
            return _answer.call(images);
        }
    }
}
