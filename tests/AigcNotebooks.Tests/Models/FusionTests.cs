using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Tests.Training;
using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Fusion = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace AigcNotebooks.Tests.Models;

public sealed class FusionTests
{
    private const int Vocabulary = 50, Length = 12, BatchSize = 16;

    [Fact]
    public void The_published_net_raises_as_printed_and_has_685_796_parameters_and_its_shapes_once_repaired()
    {
        using var scope = NewDisposeScope();
        using var printed = new MultimodalFusion(pools: false);
        Assert.Equal(685_796, printed.parameters().Sum(p => p.numel()));
        Assert.ThrowsAny<Exception>(() => printed.call(randn(64, 100), randn(64, 3, 32, 32)));
        using var repaired = new MultimodalFusion();
        Assert.Equal(685_796, repaired.parameters().Sum(p => p.numel()));
        Assert.Equal([64L, 100L], repaired.call(randn(64, 100), randn(64, 3, 32, 32)).shape);
        Assert.Equal(printed.state_dict().Keys, repaired.state_dict().Keys);
    }

    [Fact]
    public void The_published_nets_first_20_losses_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        using var json = new PyTorchLosses("fusion.json");
        double[] expected = json.Get<double[]>("published");
        manual_seed(0);
        using var model = new MultimodalFusion();
        (Tensor Text, Tensor Images, Tensor Labels)[] batches =
            [.. expected.Select(_ => (rand(BatchSize, 100), rand(BatchSize, 3, 32, 32), randint(0, 100, [BatchSize], ScalarType.Int64)))];
        using var adam = optim.Adam(model.parameters(), 0.001);
        for (int step = 0; step < expected.Length; step++)
        {
            adam.zero_grad();
            Tensor loss = nn.functional.cross_entropy(model.call(batches[step].Text, batches[step].Images), batches[step].Labels);
            loss.backward();
            adam.step();
            PyTorchLosses.AssertClose(expected[step], loss.ToDouble(), $"loss, step {step}");
        }
    }

    [Theory]
    [InlineData("experts")]
    [InlineData("feature")]
    [InlineData("attention")]
    public void The_first_8_losses_of_a_fusion_are_PyTorchs(string kind)
    {
        using var scope = NewDisposeScope();
        using var json = new PyTorchLosses("fusion.json");
        double[] expected = json.Get<double[]>(kind);
        manual_seed(0);
        using Fusion model = Make(kind);
        (Tensor[] Inputs, Tensor Labels)[] batches = [.. expected.Select(_ => RandomBatch())];
        using var adam = optim.Adam(model.parameters(), 0.003);
        for (int step = 0; step < expected.Length; step++)
        {
            (Tensor[] x, Tensor labels) = batches[step];
            adam.zero_grad();
            Tensor loss = FusionTrainer.Loss(model.call(x[0], x[1], x[2], x[3]), labels, x[3]);
            loss.backward();
            adam.step();
            PyTorchLosses.AssertClose(expected[step], loss.ToDouble(), $"{kind}, step {step}", 1e-4);
        }
    }

    [Theory]
    [InlineData("experts")]
    [InlineData("feature")]
    [InlineData("attention")]
    public void What_is_missing_is_not_looked_at(string kind)
    {
        using var scope = NewDisposeScope();
        using Fusion model = Make(kind);
        (Tensor[] x, _) = RandomBatch();
        foreach (Modalities kept in new[] { Modalities.Image | Modalities.Tone, Modalities.Image | Modalities.Caption, Modalities.Tone | Modalities.Caption })
        {
            Tensor present = Present(kept);
            Tensor image = kept.HasFlag(Modalities.Image) ? x[0] : full_like(x[0], double.NaN), tone = kept.HasFlag(Modalities.Tone) ? x[1] : rand_like(x[1]);
            Tensor caption = kept.HasFlag(Modalities.Caption) ? x[2] : zeros_like(x[2]);
            Tensor one = model.call(x[0], x[1], x[2], present), other = model.call(image, tone, caption, present);
            if (kind == "experts")
                (one, other) = (DecisionFusion.Product(one, present), DecisionFusion.Product(other, present));
            Assert.True(one.allclose(other, atol: 1e-5), $"{kept}");
            Tensor all = model.call(x[0], x[1], x[2], Present(Modalities.All));
            if (kind == "experts")
                all = DecisionFusion.Product(all, Present(Modalities.All));
            Assert.False(one.allclose(all, atol: 1e-5), $"{kept}: all three should say something else");
        }
    }

    [Theory]
    [InlineData("experts")]
    [InlineData("feature")]
    [InlineData("attention")]
    public void What_is_missing_may_be_NaN_in_training_too(string kind)
    {
        using var scope = NewDisposeScope();
        using Fusion model = Make(kind);
        (Tensor[] x, Tensor labels) = RandomBatch();
        foreach (Modalities kept in new[] { Modalities.Image, Modalities.Tone, Modalities.Caption })
        {
            Tensor present = Present(kept);
            Tensor image = kept == Modalities.Image ? x[0] : full_like(x[0], double.NaN), tone = kept == Modalities.Tone ? x[1] : full_like(x[1], double.NaN);
            Tensor loss = FusionTrainer.Loss(model.call(image, tone, x[2], present), labels, present);
            model.zero_grad();
            loss.backward();
            Assert.All(model.named_parameters(), p => Assert.True(p.parameter.grad is not { } grad || grad.isfinite().all().ToBoolean(), $"{kept}: the gradient of {p.name} is not finite"));
        }
    }

    [Fact]
    public void What_does_not_fit_together_is_said()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionFusion(Vocabulary);
        (Tensor[] x, _) = RandomBatch();
        string Message(Tensor image, Tensor tone, Tensor caption, Tensor present) => Assert.Throws<ArgumentException>(() => model.call(image, tone, caption, present)).Message;
        Assert.Contains("Expected images (N, 3, 32, 32); found (16, 1, 28, 28)", Message(rand(BatchSize, 1, 28, 28), x[1], x[2], x[3]));
        Assert.Contains("a tone for each of 16 images, (16, 8, 16); found (15, 8, 16)", Message(x[0], x[1][1..], x[2], x[3]));
        Assert.Contains("a caption for each of 16 images", Message(x[0], x[1], x[2][1..], x[3]));
        Assert.Contains("bool (16, 3); found Float32", Message(x[0], x[1], x[2], ones(BatchSize, 3)));
        Assert.Contains("a sample without any", Message(x[0], x[1], x[2], zeros(BatchSize, 3).to_type(ScalarType.Bool)));
        Assert.Contains("Expected word ids from 0 to 49; found 0 to 50", Message(x[0], x[1], x[2].index_fill(1, tensor(new[] { 0L }), 50), Present(Modalities.All)));
    }

    [Fact]
    public void Attention_takes_nothing_from_what_is_missing()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionFusion(Vocabulary);
        (Tensor[] x, _) = RandomBatch();
        Tensor weights = model.Weights(x[0], x[1], x[2], x[3]);
        Assert.Equal([BatchSize, 3L], weights.shape);
        Assert.True(weights.sum(1L).allclose(ones(BatchSize)));
        Assert.True(weights.masked_select(x[3].logical_not()).eq(0).all().ToBoolean());
    }

    [Fact]
    public void The_rules_of_decision_level_fusion_are_mean_and_product()
    {
        using var scope = NewDisposeScope();
        Tensor p = tensor(new[,,] { { { 0.7, 0.2, 0.1 }, { 0.1, 0.6, 0.3 }, { 0.5, 0.25, 0.25 } } });
        Tensor all = ones(1, 3).to_type(ScalarType.Bool), two = tensor(new[,] { { true, false, true } });
        // Logits are probabilities' logarithms, up to any number an expert.
        Tensor experts = p.log() + tensor(new[,,] { { { 3.0 }, { -2 }, { 0.5 } } });
        Assert.True(DecisionFusion.Average(experts, all).exp().allclose(p.mean([1L])));
        Assert.True(DecisionFusion.Average(experts, two).exp().allclose(tensor(new[,] { { 0.6, 0.225, 0.175 } })));
        Assert.True(DecisionFusion.Product(experts, all).exp().allclose(tensor(new[,] { { 0.035, 0.03, 0.0075 } }) / 0.0725));
        Assert.True(DecisionFusion.Product(experts, two).exp().allclose(tensor(new[,] { { 0.35, 0.05, 0.025 } }) / 0.425));
        Assert.Contains("found (1, 3, 3) and Bool (1, 2)", Assert.Throws<ArgumentException>(() => DecisionFusion.Product(experts, all[.., ..2])).Message);
        Assert.Contains("without any", Assert.Throws<ArgumentException>(() => DecisionFusion.Average(experts, all.logical_not())).Message);
    }

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

    private static Fusion Make(string kind) => kind switch
    {
        "experts" => new ModalityExperts(Vocabulary),
        "feature" => new FeatureFusion(Vocabulary),
        _ => new AttentionFusion(Vocabulary),
    };

    private static Tensor Present(Modalities modalities) =>
        tensor(new[] { modalities.HasFlag(Modalities.Image), modalities.HasFlag(Modalities.Tone), modalities.HasFlag(Modalities.Caption) }).repeat(BatchSize, 1);

    /// <summary>The draws of tests/parity/fusion.py, in its order.</summary>
    private static (Tensor[] Inputs, Tensor Labels) RandomBatch()
    {
        Tensor kept = rand(BatchSize, 3) >= 0.3;
        Tensor present = kept | kept.any(1).logical_not().unsqueeze(1);
        Tensor images = rand(BatchSize, 3, 32, 32), tones = rand(BatchSize, 8, 16);
        Tensor lengths = randint(1, Length + 1, [BatchSize, 1], ScalarType.Int64);
        Tensor captions = randint(2, Vocabulary, [BatchSize, Length], ScalarType.Int64) * (arange(Length) < lengths);
        return ([images, tones, captions, present], randint(0, 10, [BatchSize], ScalarType.Int64));
    }
}
