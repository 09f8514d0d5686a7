using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class TextToImageGanTests
{
    private const int Vocabulary = 50, Length = 12, BatchSize = 32;

    [Fact]
    public void Its_first_6_losses_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        using var json = new PyTorchLosses("text_to_image.json");
        double[][] expected = json.Get<double[][]>("losses");
        manual_seed(0);
        using var generator = new TextToImageGenerator(Vocabulary);
        using var discriminator = new TextToImageDiscriminator(Vocabulary);
        using var trainer = new TextToImageTrainer(generator, discriminator);
        (Tensor Images, Tensor Captions, Tensor Mistaken)[] batches = [.. expected.Select(_ => (rand(BatchSize, 1, 28, 28) * 2 - 1, Captions(BatchSize), Captions(BatchSize)))];
        // Losses come near 0, where a relative tolerance means nothing: 1 is added to both.
        for (int step = 0; step < expected.Length; step++)
        {
            (double ofDiscriminator, double ofGenerator) = trainer.Step(batches[step].Images, batches[step].Captions, batches[step].Mistaken);
            PyTorchLosses.AssertClose(1 + expected[step][0], 1 + ofDiscriminator, $"1 + the loss of the discriminator, step {step}", 1e-4);
            PyTorchLosses.AssertClose(1 + expected[step][1], 1 + ofGenerator, $"1 + the loss of the generator, step {step}", 1e-4);
        }
    }

    [Fact]
    public void Several_captions_of_one_image_score_as_each_alone()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new TextToImageDiscriminator(Vocabulary);
        discriminator.eval();
        Tensor images = randn(3, 1, 28, 28), one = Captions(3), other = Captions(3);
        Tensor both = discriminator.call(images, cat([one, other]));
        Assert.Equal([6L], both.shape);
        Assert.True(both[..3].allclose(discriminator.call(images, one), atol: 1e-6));
        Assert.True(both[3..].allclose(discriminator.call(images, other), atol: 1e-6));
        Assert.Contains("each of 3 images", Assert.Throws<ArgumentException>(() => discriminator.call(images, Captions(4))).Message);
    }

    [Fact]
    public void Padding_and_what_else_is_in_the_batch_change_no_drawing()
    {
        using var scope = NewDisposeScope();
        using var generator = new TextToImageGenerator(Vocabulary, width: 16);
        generator.eval();
        Tensor noise = randn(2, 64), captions = tensor(new long[,] { { 5, 6, 0 }, { 7, 8, 9 } });
        Tensor drawn = generator.call(noise, captions);
        Assert.Equal([2L, 1, 28, 28], drawn.shape);
        Tensor alone = generator.call(noise[..1], tensor(new long[,] { { 5, 6 } })), padded = generator.call(noise[..1], tensor(new long[,] { { 5, 6, 0, 0, 0, 0 } }));
        Assert.True(drawn[..1].allclose(alone, atol: 1e-5));
        Assert.True(alone.allclose(padded, atol: 1e-5));
        Assert.False(alone.allclose(generator.call(noise[..1], tensor(new long[,] { { 6, 5 } })), atol: 1e-5), "the words' order should count");
    }

    [Fact]
    public void Attention_sums_to_one_over_the_words_and_is_zero_on_padding()
    {
        using var scope = NewDisposeScope();
        using var sentences = new SentenceEncoder(Vocabulary);
        Tensor weights = sentences.Attention(tensor(new long[,] { { 5, 6, 7, 0 }, { 7, 0, 0, 0 } }));
        Assert.True(weights.sum(1L).allclose(ones(2)));
        Assert.Equal(0, weights[0, 3].ToSingle());
        Assert.Equal(1, weights[1, 0].ToSingle());
    }

    [Fact]
    public void Empty_long_and_misshapen_captions_are_refused_in_words()
    {
        using var scope = NewDisposeScope();
        using var sentences = new SentenceEncoder(Vocabulary, maxLength: 4);
        Assert.Contains("at least one word", Assert.Throws<ArgumentException>(() => sentences.call(tensor(new long[,] { { 5, 6 }, { 0, 0 } }))).Message);
        Assert.Contains("at most 4 words; found one of 5", Assert.Throws<ArgumentException>(() => sentences.call(ones(1, 5, ScalarType.Int64))).Message);
        Assert.Contains("found Float32 (1, 5)", Assert.Throws<ArgumentException>(() => sentences.call(ones(1, 5))).Message);
        Assert.Contains("from 0 to 49; found 1 to 50", Assert.Throws<ArgumentException>(() => sentences.call(tensor(new long[,] { { 1, 50 } }))).Message);
        Assert.Contains("found Int64 (5)", Assert.Throws<ArgumentException>(() => sentences.call(ones(5, ScalarType.Int64))).Message);
    }

    [Fact]
    public void Noise_and_images_of_another_shape_are_refused_in_words()
    {
        using var scope = NewDisposeScope();
        using var generator = new TextToImageGenerator(Vocabulary, width: 16);
        using var discriminator = new TextToImageDiscriminator(Vocabulary, width: 8);
        Assert.Contains("(2, 64), a row for each caption; found (2, 100)", Assert.Throws<ArgumentException>(() => generator.call(randn(2, 100), Captions(2))).Message);
        Assert.Contains("found (3, 64)", Assert.Throws<ArgumentException>(() => generator.call(randn(3, 64), Captions(2))).Message);
        Assert.Contains("found (2, 1, 30, 28)", Assert.Throws<ArgumentException>(() => discriminator.call(randn(2, 1, 30, 28), Captions(2))).Message);
    }

    [Fact]
    public void Sizes_that_the_layers_cannot_halve_are_refused()
    {
        Assert.Contains("halved twice", Assert.Throws<ArgumentException>(() => new TextToImageGenerator(Vocabulary, size: 30)).Message);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => new TextToImageDiscriminator(Vocabulary, size: 4)).ParamName);
        using var scope = NewDisposeScope();
        using var smallest = new TextToImageDiscriminator(Vocabulary, width: 8, size: 8);
        Assert.Equal([2L], smallest.call(randn(2, 1, 8, 8), Captions(2)).shape);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind_and_the_discriminator_trainable()
    {
        using var generator = new TextToImageGenerator(Vocabulary, width: 16);
        using var discriminator = new TextToImageDiscriminator(Vocabulary, width: 8);
        using var trainer = new TextToImageTrainer(generator, discriminator);
        using Tensor images = randn(4, 1, 28, 28), captions = ones(4, 3, ScalarType.Int64), mistaken = captions + 1;
        trainer.Step(images, captions, mistaken);
        using var scope = NewDisposeScope();
        trainer.Step(images, captions, mistaken);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.All(discriminator.parameters(), weight => Assert.True(weight.requires_grad));
    }

    [Fact]
    public void A_step_that_was_stopped_leaves_the_next_one_whole()
    {
        using var generator = new TextToImageGenerator(Vocabulary, width: 16);
        using var discriminator = new TextToImageDiscriminator(Vocabulary, width: 8);
        using var trainer = new TextToImageTrainer(generator, discriminator);
        using Tensor images = randn(4, 1, 28, 28), captions = ones(4, 3, ScalarType.Int64), mistaken = captions + 1;
        foreach (var weight in discriminator.parameters())
            weight.requires_grad_(false);   // as while the generator learns
        using Tensor before = discriminator.parameters().First().clone();
        trainer.Step(images, captions, mistaken);
        Assert.False(before.allclose(discriminator.parameters().First()));
        Assert.Contains("two images", Assert.Throws<ArgumentException>(() => trainer.Step(images[..1], captions[..1], mistaken[..1])).Message);
    }

    [Fact]
    public void A_normalised_weight_has_a_largest_singular_value_of_one()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        Tensor weight = randn(24, 12, 4, 4) * 3;
        using var norm = new SpectralNorm(weight);
        Assert.Equal(["u", "v"], norm.state_dict().Keys.Order());   // or a resumed run would differ
        for (int i = 0; i < 60; i++)
            norm.call(weight);
        norm.eval();
        Assert.Equal(1, linalg.svdvals(norm.call(weight).flatten(1)).max().ToSingle(), 0.01);
    }

    private static Tensor Captions(long count)
    {
        Tensor lengths = randint(1, Length + 1, [count, 1], ScalarType.Int64);
        return randint(2, Vocabulary, [count, Length], ScalarType.Int64) * (arange(Length) < lengths);
    }
}
