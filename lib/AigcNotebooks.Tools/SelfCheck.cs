using AigcNotebooks.Display;
using AigcNotebooks.Models;
using AigcNotebooks.Training;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools;

/// <summary>What must work before a package set counts: the native library loads, a training step gives finite losses, a plot draws.</summary>
internal static class SelfCheck
{
    internal static int Run()
    {
        Seed.All(0);
        using var generator = new MnistGenerator();
        using var discriminator = new MnistDiscriminator();
        using var trainer = new GanTrainer(generator, discriminator);
        var losses = new LossHistory();
        for (int step = 0; step < 2; step++)
        {
            using var images = rand(8, 1, 28, 28);
            (double d, double g) = trainer.Step(images);
            losses.Add("discriminator", step, d);
            losses.Add("generator", step, g);
        }
        losses.ThrowIfNonFinite();
        if (!losses.ToPlot().ToDisplayString("image/svg+xml").Contains("<svg"))
            throw new InvalidOperationException("the plot drew no picture");
        Console.WriteLine($"ok: libtorch {__version__}, {get_num_threads()} threads, GAN step {losses.Values("discriminator")[0]:F4} / {losses.Values("generator")[0]:F4}");
        return 0;
    }
}
