using AigcNotebooks.Data;
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

    /// <summary>Notebook 03's main model: grey levels are binarised anew at each step, and the learning rate falls along half a cosine.</summary>
    internal static Action ResidualVae()
    {
        const double rate = 2e-3, lastRate = 1e-5, steps = 1_000_000;   // more than are taken
        Tensor levels = randint(0, 256, [128, 1, 28, 28], ScalarType.Byte);
        var trainer = new VaeTrainer(new ResidualVae(), rate);
        long step = 0;
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            step++;
            foreach (var group in trainer.Optimizer.ParamGroups)
                group.LearningRate = lastRate + (rate - lastRate) * (1 + Math.Cos(Math.PI * step / steps)) / 2;
            trainer.Step(Pixels.Binarize(levels));
        };
    }

    /// <summary>The published VideoGenerator learns to take noise off clips.</summary>
    internal static Action Video(long batch, long frames, long size)
    {
        var model = new VideoGenerator();
        var adam = optim.Adam(model.parameters(), 1e-3);
        Tensor clips = rand([batch, 1, frames, size, size]);
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = nn.functional.binary_cross_entropy(model.call(clips + 0.5 * randn_like(clips)), clips);
            loss.backward();
            adam.step();
            loss.item<float>();
        };
    }

    internal static Action VideoGan()
    {
        var trainer = new VideoGanTrainer(new WhatGenerator(), new WhereGenerator(), new FrameDiscriminator(), new VideoDiscriminator(), new VideoDiscriminator());
        Tensor clips = rand([16, 1, 8, 32, 32]) * 2 - 1, pictures = rand(64, 1, 16, 16), digits = randint(0, 10, [64], ScalarType.Int64);
        return () => trainer.Step(clips, pictures, digits);
    }

    internal static Action TextToImage()
    {
        const int vocabulary = 50, batch = 64;
        var trainer = new TextToImageTrainer(new TextToImageGenerator(vocabulary), new TextToImageDiscriminator(vocabulary));
        Tensor images = rand(batch, 1, 28, 28) * 2 - 1, captions = Captions(vocabulary, batch), mistaken = Captions(vocabulary, batch);
        return () => trainer.Step(images, captions, mistaken);
    }

    internal static Action TextToVideo()
    {
        const int vocabulary = 50, batch = 32, frames = 8, bands = 16;
        var what = new TextToImageGenerator(vocabulary, size: 16);   // learned before, and frozen
        what.eval();
        foreach (var weight in what.parameters())
            weight.requires_grad_(false);
        var generator = new TextToVideoGenerator(what, vocabulary, frames);
        var trainer = new TextToVideoTrainer(generator, new TextToVideoDiscriminator(vocabulary, frames), new TextToVideoDiscriminator(vocabulary, frames - 1));
        Tensor clips = rand([batch, 1, frames, 32, 32]) * 2 - 1, captions = Captions(vocabulary, batch), mistaken = Captions(vocabulary, batch);
        Tensor tones = rand(batch, frames, bands), mistakenTones = rand(batch, frames, bands);
        return () => trainer.Step(clips, captions, tones, mistaken, mistakenTones);
    }

    /// <summary>The published MultiModalGenerator as notebook 09 trains it.</summary>
    internal static Action MultiModal()
    {
        const int vocabulary = 50, batch = 8;
        var trainer = new ImageTextToVideoTrainer(new MultiModalGenerator(vocabulary, frames: 8));
        Tensor clips = rand([batch, 3, 8, 32, 32]), captions = Captions(vocabulary, batch);
        return () => trainer.Step(clips, captions);
    }

    internal static Action ImageTextToVideo()
    {
        const int vocabulary = 50, batch = 32;
        var trainer = new ImageTextToVideoTrainer(new ImageTextToVideo(new CaptionReader(vocabulary)));
        Tensor clips = rand([batch, 1, 8, 32, 32]), captions = Captions(vocabulary, batch);
        return () => trainer.Step(clips, captions);
    }

    /// <summary>The published net, repaired.</summary>
    internal static Action MultimodalFusion()
    {
        var model = new MultimodalFusion();
        var adam = optim.Adam(model.parameters(), 1e-3);
        Tensor text = rand(64, 100), images = rand(64, 3, 32, 32), labels = randint(0, 100, [64], ScalarType.Int64);
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = nn.functional.cross_entropy(model.call(text, images), labels);
            loss.backward();
            adam.step();
            loss.item<float>();
        };
    }

    /// <summary>Notebook 09's attention fusion of picture, tone and caption.</summary>
    internal static Action Witnesses()
    {
        const int vocabulary = 50, batch = 128;
        var trainer = new FusionTrainer(new AttentionFusion(vocabulary));
        Tensor labels = randint(0, 10, [batch], ScalarType.Int64);
        var pairs = new PairedBatch(rand(batch, 3, 32, 32), rand(batch, 8, 16), Captions(vocabulary, batch), labels, new string[batch], labels, labels, new int[batch]);
        return () => trainer.Step(pairs);
    }

    /// <summary>Notebook 06's training: 16 windows of 128 characters.</summary>
    internal static Action CharacterGpt()
    {
        var trainer = new GptTrainer(new Gpt(new GptConfig(65, 128, 128, 4, 4)));
        Tensor ids = randint(0, 65, [16, 129], ScalarType.Int64);
        return () => trainer.Step(ids);
    }

    /// <summary>A step writes one token with the smallest GPT-2 (random weights), and keeps keys and values; behind 300 tokens it begins anew.</summary>
    internal static Action Gpt2Token(ScalarType dtype)
    {
        const int longest = 300;
        var gpt = new Gpt(GptConfig.Gpt2);
        gpt.eval();
        gpt.to(dtype);
        var cache = new KeyValueCache(longest);
        long token = 0;
        return () =>
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            if (cache.Length == longest)
                cache.Clear();
            token = gpt.call(tensor(new[] { token }).unsqueeze(0), cache)[0, -1].argmax().item<long>();
        };
    }

    /// <summary>Captions of 1 to 12 words, with padding behind the last.</summary>
    private static Tensor Captions(int vocabulary, int batch)
    {
        Tensor lengths = randint(1, 13, [batch, 1], ScalarType.Int64);
        return randint(2, vocabulary, [batch, 12], ScalarType.Int64) * (arange(12) < lengths);
    }
}
