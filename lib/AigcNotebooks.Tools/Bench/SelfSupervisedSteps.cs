using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Tools.Bench;

/// <summary>Notebook 04's training steps, with what each draws for itself: other looks, masks, patches.</summary>
internal static class SelfSupervisedSteps
{
    // The rate's schedule must not end while steps are taken.
    private const long Steps = 1_000_000;

    /// <summary>The published loop, with the network that it can be run on.</summary>
    internal static Action Autoencoder()
    {
        var model = new ConvolutionalAutoencoder();
        var adam = optim.Adam(model.parameters(), 1e-3);
        Tensor images = rand(64, 3, 32, 32);
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = mse_loss(model.call(images), images);
            loss.backward();
            adam.step();
            loss.item<float>();
        };
    }

    internal static Action Contrast()
    {
        var model = new ContrastiveModel(new DigitEncoder());
        var look = new Augmentation();
        Tensor images = rand(256, 1, 28, 28);
        return Step(model, () =>
        {
            Tensor[] both = model.call(cat([look.Apply(images), look.Apply(images)])).chunk(2, dim: 0);
            return NtXentLoss.Of(both[0], both[1]);
        });
    }

    internal static Action MaskedImages()
    {
        var model = new MaskedAutoencoder();
        Tensor images = rand(64, 1, 28, 28);
        return Step(model, () =>
        {
            (Tensor seen, Tensor hidden) = MaskedAutoencoder.Mask(64);
            return MaskedAutoencoder.Loss(model.call(images, seen), images, hidden);
        });
    }

    internal static Action Positions()
    {
        var model = new PositionPredictor();
        var pairs = new PatchPairs { Gap = 3 };
        Tensor images = rand(256, 1, 36, 36);
        return Step(model, () =>
        {
            (Tensor middle, Tensor other, Tensor place) = pairs.Cut(images);
            return cross_entropy(model.call(middle, other), place);
        });
    }

    internal static Action MaskedWords()
    {
        const int vocabulary = 1257;
        var model = new MaskedLanguageModel(vocabulary + 1);
        Tensor ids = randint(vocabulary, [32, 64], ScalarType.Int64);
        return Step(model, () =>
        {
            MaskedTokens masked = TokenMasking.Draw(ids, vocabulary);
            return cross_entropy(model.call(masked.Inputs, masked.Places), masked.Targets);
        });
    }

    private static Action Step(nn.Module model, Func<Tensor> loss)
    {
        var trainer = new PretextTrainer(model, 2e-3, Steps);
        long step = 0;
        return () => trainer.Step(++step, loss);
    }
}
