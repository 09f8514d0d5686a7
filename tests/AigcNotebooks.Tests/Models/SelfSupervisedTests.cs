using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Tests.Models;

/// <summary>Notebook 04's models: the same numbers as in PyTorch (tests/parity/self_supervised.py), and what they refuse.</summary>
public sealed class SelfSupervisedTests
{
    private const int Steps = 12, Vocabulary = 300, Length = 32;

    [Fact]
    public void The_published_autoencoder_repaired_has_28_483_parameters_and_its_shapes()
    {
        using var scope = NewDisposeScope();
        using var autoencoder = new ConvolutionalAutoencoder();
        Assert.Equal(28_483, autoencoder.parameters().Sum(p => p.numel()));
        Tensor images = rand(64, 3, 32, 32), codes = autoencoder.Encoder.call(images);
        Assert.Equal([64L, 64L, 8L, 8L], codes.shape);
        Assert.Equal([64L, 3L, 32L, 32L], autoencoder.call(images).shape);
    }

    [Fact]
    public void The_autoencoders_losses_in_the_published_loop_are_PyTorchs()
    {
        using var expected = new PyTorchLosses("self_supervised.json");
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var autoencoder = new ConvolutionalAutoencoder();
        Tensor[] batches = [.. Enumerable.Range(0, Steps).Select(_ => rand(16, 3, 32, 32))];
        using var adam = optim.Adam(autoencoder.parameters(), 0.001);
        AssertLosses(expected, "autoencoder", step =>
        {
            adam.zero_grad();
            Tensor loss = mse_loss(autoencoder.call(batches[step]), batches[step]);
            loss.backward();
            adam.step();
            return loss.item<float>();
        });
    }

    [Fact]
    public void The_contrastive_loss_and_what_it_looks_at_are_PyTorchs()
    {
        using var expected = new PyTorchLosses("self_supervised.json");
        using var scope = NewDisposeScope();
        manual_seed(0);
        PyTorchLosses.AssertClose(expected.Get<double[]>("ntXent")[0], NtXentLoss.Of(randn(8, 5), randn(8, 5)).ToDouble(), "NT-Xent");
        Tensor seen = new Augmentation().Apply(rand(4, 1, 28, 28));
        double[] found = [seen.mean().ToDouble(), seen.square().mean().ToDouble(), .. seen[.., 0, 14, 14].data<float>().Select(x => (double)x), seen[3, 0, 3, 20].ToDouble()];
        foreach ((double one, double other) in expected.Get<double[]>("augmented").Zip(found))
            PyTorchLosses.AssertClose(one, other, "augmented pixels", 1e-4);
    }

    [Fact]
    public void Contrastive_training_is_PyTorchs()
    {
        using var expected = new PyTorchLosses("self_supervised.json");
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var model = new ContrastiveModel(new DigitEncoder());
        (Tensor First, Tensor Second)[] views = [.. Enumerable.Range(0, Steps).Select(_ => (rand(16, 1, 28, 28), rand(16, 1, 28, 28)))];
        using var trainer = new PretextTrainer(model, 2e-3, Steps);
        AssertLosses(expected, "contrastive", step => trainer.Step(step + 1, () =>
        {
            Tensor[] both = model.call(cat([views[step].First, views[step].Second])).chunk(2, dim: 0);
            return NtXentLoss.Of(both[0], both[1]);
        }));
    }

    [Fact]
    public void Masked_pictures_are_learned_as_in_PyTorch()
    {
        using var expected = new PyTorchLosses("self_supervised.json");
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var model = new MaskedAutoencoder();
        Tensor images = rand(16, 1, 28, 28);
        using var trainer = new PretextTrainer(model, 2e-3, Steps);
        AssertLosses(expected, "maskedImages", step => trainer.Step(step + 1, () =>
        {
            (Tensor seen, Tensor hidden) = MaskedAutoencoder.Mask(16);
            return MaskedAutoencoder.Loss(model.call(images, seen), images, hidden);
        }));
    }

    [Fact]
    public void Positions_are_learned_as_in_PyTorch()
    {
        using var expected = new PyTorchLosses("self_supervised.json");
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var model = new PositionPredictor();
        Tensor images = rand(16, 1, 28, 28);
        var pairs = new PatchPairs();
        using var trainer = new PretextTrainer(model, 2e-3, Steps);
        AssertLosses(expected, "positions", step => trainer.Step(step + 1, () =>
        {
            (Tensor middle, Tensor other, Tensor place) = pairs.Cut(images);
            return cross_entropy(model.call(middle, other), place);
        }));
    }

    [Fact]
    public void Masked_words_are_learned_as_in_PyTorch()
    {
        using var expected = new PyTorchLosses("self_supervised.json");
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var model = new MaskedLanguageModel(Vocabulary + 1, Length, width: 64, layers: 2);
        Tensor ids = randint(Vocabulary, [8, Length], ScalarType.Int64);
        using var trainer = new PretextTrainer(model, 2e-3, Steps);
        AssertLosses(expected, "maskedWords", step => trainer.Step(step + 1, () =>
        {
            MaskedTokens masked = TokenMasking.Draw(ids, Vocabulary);
            return cross_entropy(model.call(masked.Inputs, masked.Places), masked.Targets);
        }));
    }

    [Fact]
    public void The_contrastive_loss_is_low_when_twins_are_alike_and_nobody_else_and_refuses_what_is_no_pair()
    {
        using var scope = NewDisposeScope();
        Tensor apart = eye(8);
        Assert.True(NtXentLoss.Of(apart, 3 * apart, temperature: 0.05).ToDouble() < 1e-6);   // the length of a projection has no say
        Assert.Equal(Math.Log(15), NtXentLoss.Of(ones(8, 4), ones(8, 4)).ToDouble(), 1e-5);
        Assert.True(NtXentLoss.Of(apart, apart.flip(0)).ToDouble() > Math.Log(15));
        Assert.Contains("(8, 8) and (7, 8)", Assert.Throws<ArgumentException>(() => NtXentLoss.Of(apart, apart[..7])).Message);
        Assert.Throws<ArgumentException>(() => NtXentLoss.Of(apart[..1], apart[..1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NtXentLoss.Of(apart, apart, temperature: 0));
    }

    [Fact]
    public void Cut_pictures_join_again_and_masks_hide_what_they_say()
    {
        using var scope = NewDisposeScope();
        Tensor images = rand(3, 1, 28, 28);
        Assert.True(MaskedAutoencoder.Join(MaskedAutoencoder.Cut(images)).equal(images).all().ToBoolean());
        Assert.True(MaskedAutoencoder.Cut(images)[1, 8].view(4, 4).equal(images[1, 0, 4..8, 4..8]).all().ToBoolean());
        (Tensor seen, Tensor hidden) = MaskedAutoencoder.Mask(3, share: 0.6);
        Assert.Equal([3L, 20L], seen.shape);
        Assert.True(cat([seen, hidden], 1).sort(1).Item1.equal(arange(49).expand(3, -1)).all().ToBoolean());
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskedAutoencoder.Mask(3, share: 1));
        // What is hidden has no say in what comes out.
        using var model = new MaskedAutoencoder(width: 16);
        Tensor places = hidden.unsqueeze(2).expand(-1, -1, 16), changed = MaskedAutoencoder.Join(MaskedAutoencoder.Cut(images).scatter(1, places, rand(3, 29, 16)));
        Assert.False(changed.allclose(images));
        Assert.True(model.call(images, seen).allclose(model.call(changed, seen)));
        Assert.Equal([3L, 16L * 16], model.Features(images).shape);
    }

    [Fact]
    public void A_masked_model_reads_both_ways_and_refuses_what_it_cannot_read()
    {
        using var scope = NewDisposeScope();
        using var model = new MaskedLanguageModel(10, length: 6, width: 8, layers: 1, heads: 2);
        Tensor ids = zeros([1, 6], ScalarType.Int64), asked = tensor(new[] { 2L });
        Tensor plain = model.call(ids, asked);
        Assert.Equal([1L, 10L], plain.shape);
        foreach (int place in new[] { 0, 5 })
        {
            Tensor other = ids.scatter(1, tensor(new[] { (long)place }).view(1, 1), ones([1, 1], ScalarType.Int64));
            Assert.False(plain.allclose(model.call(other, asked)));
        }
        Assert.Contains("at most 6", Assert.Throws<ArgumentException>(() => model.call(zeros([1, 7], ScalarType.Int64), asked)).Message);
        Assert.Throws<ArgumentException>(() => new EncoderBlock(10, 4));
    }

    [Fact]
    public void A_training_that_goes_on_from_a_checkpoint_has_the_losses_that_it_would_have_had()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("aigc-contrast-").FullName, "run.safetensors");
        using var scope = NewDisposeScope();
        Tensor images = rand(16, 1, 28, 28);
        var look = new Augmentation();
        double[] Losses(ContrastiveModel model, PretextTrainer trainer, int from, int to) => [.. Enumerable.Range(from, to - from).Select(step => trainer.Step(step, () =>
            NtXentLoss.Of(model.call(look.Apply(images)), model.call(look.Apply(images)))))];
        manual_seed(0);
        using var model = new ContrastiveModel(new DigitEncoder());
        using var trainer = new PretextTrainer(model, 1e-3, 8);
        Losses(model, trainer, 1, 5);
        new AigcNotebooks.Training.Checkpoint().Add("contrast", model, trainer.Optimizer).Save(path, 4);
        double[] expected = Losses(model, trainer, 5, 9);
        manual_seed(1);
        using var other = new ContrastiveModel(new DigitEncoder());
        using var otherTrainer = new PretextTrainer(other, 1e-3, 8);
        Assert.Equal(4, new AigcNotebooks.Training.Checkpoint().Add("contrast", other, otherTrainer.Optimizer).Load(path));
        Assert.Equal(expected, Losses(other, otherTrainer, 5, 9));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var model = new ContrastiveModel(new DigitEncoder());
        using var trainer = new PretextTrainer(model, 1e-3, 10);
        var look = new Augmentation();
        using Tensor images = rand(8, 1, 28, 28);
        Tensor Loss() => NtXentLoss.Of(model.call(look.Apply(images)), model.call(look.Apply(images)));
        trainer.Step(1, Loss);
        using var scope = NewDisposeScope();
        trainer.Step(2, Loss);
        Assert.Equal(0, scope.DisposablesCount);
    }

    private static void AssertLosses(PyTorchLosses expected, string name, Func<int, double> take)
    {
        double[] losses = expected.Get<double[]>(name);
        for (int step = 0; step < Steps; step++)
            PyTorchLosses.AssertClose(losses[step], take(step), $"{name}, step {step}", 1e-4);
    }
}
