using AigcNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools.Bench;

/// <summary>Training steps of the library's models, as the notebooks train them; what they learn from is random, since a step takes as long whatever it sees.</summary>
internal static class ModelSteps
{
    internal static Action Gan()
    {
        var trainer = new GanTrainer(new MnistGenerator(), new MnistDiscriminator());
        Tensor images = rand(64, 1, 28, 28) * 2 - 1;
        return () => trainer.Step(images);
    }

    internal static Action Vae()
    {
        var trainer = new VaeTrainer(new Vae());
        Tensor images = rand(128, 1, 28, 28).bernoulli();
        return () => trainer.Step(images);
    }

    internal static Action TextToImage()
    {
        const int vocabulary = 50, batch = 64;
        var trainer = new TextToImageTrainer(new TextToImageGenerator(vocabulary), new TextToImageDiscriminator(vocabulary));
        Tensor images = rand(batch, 1, 28, 28) * 2 - 1, captions = Captions(vocabulary, batch), mistaken = Captions(vocabulary, batch);
        return () => trainer.Step(images, captions, mistaken);
    }

    /// <summary>Captions of 1 to 12 words, with padding behind the last.</summary>
    private static Tensor Captions(int vocabulary, int batch)
    {
        Tensor lengths = randint(1, 13, [batch, 1], ScalarType.Int64);
        return randint(2, vocabulary, [batch, 12], ScalarType.Int64) * (arange(12) < lengths);
    }
}
