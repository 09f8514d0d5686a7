using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Tests.Models;

public sealed class ImageTextToVideoTests
{
    private const int Vocabulary = 50, Length = 12;

    [Fact]
    public void The_repaired_published_net_gives_PyTorchs_clip_of_its_size()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var expected = new PyTorchLosses("image_text_to_video.json");
        manual_seed(0);
        using var published = new MultiModalGenerator();
        Assert.Equal(646_979, published.parameters().Sum(weights => weights.numel()));
        Tensor clips = published.call(randn(1, 3, 64, 64), randint(0, 10_000, [1, 10], ScalarType.Int64));
        Assert.Equal([1L, 3, 16, 64, 64], clips.shape);
        Tensor numbers = clips.flatten().to_type(ScalarType.Float64);
        long every = numbers.numel() / 8;
        foreach (var (i, theirs) in expected.Get<double[]>("published").Index())
            PyTorchLosses.AssertClose(theirs, numbers[i * every].ToDouble(), $"number {i}", 1e-4);
        PyTorchLosses.AssertClose(expected.Get<double>("sum"), numbers.sum().ToDouble(), "sum");
        PyTorchLosses.AssertClose(expected.Get<double>("weighted"), (numbers * linspace(-1, 1, numbers.numel(), dtype: ScalarType.Float64)).sum().ToDouble(), "weighted sum", 1e-4);
    }

    [Fact]
    public void The_repaired_published_net_repeats_one_frame_and_does_not_see_the_order_of_words()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var published = new MultiModalGenerator(vocabulary: 20, frames: 16);
        Tensor picture = randn(1, 3, 16, 16), text = randint(0, 20, [1, 10], ScalarType.Int64), clips = published.call(picture, text);
        Assert.True(clips[.., .., 1..14].allclose(clips[.., .., 2..15], atol: 1e-5), "frames 1 to 14 are the same");
        Assert.False(clips[.., .., 0].allclose(clips[.., .., 1], atol: 1e-3));
        Assert.False(clips[.., .., 14].allclose(clips[.., .., 15], atol: 1e-3));
        Assert.True(published.call(picture, text.flip(1)).allclose(clips, atol: 1e-5));
        Assert.Contains("(1, 1, 16, 16)", Assert.Throws<ArgumentException>(() => published.call(zeros(1, 1, 16, 16), text)).Message);
    }

    [Fact]
    public void Its_first_losses_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        using var expected = new PyTorchLosses("image_text_to_video.json");
        manual_seed(0);
        using var model = new ImageTextToVideo(new CaptionReader(Vocabulary));
        using var trainer = new ImageTextToVideoTrainer(model);
        double[] losses = expected.Get<double[]>("losses");
        (Tensor Clips, Tensor Captions)[] batches = [.. losses.Select(_ => (rand([4, 1, 8, 32, 32]), Captions(4)))];
        foreach (var (step, theirs) in losses.Index())
            PyTorchLosses.AssertClose(theirs, trainer.Step(batches[step].Clips, batches[step].Captions), $"step {step}", 1e-4);
    }

    [Fact]
    public void A_sure_step_moves_the_ink_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = new ImageTextToVideo(new CaptionReader(Vocabulary), frames: 3);
        foreach (var (name, weights) in model.named_parameters())
            if (name.StartsWith("touchUp", StringComparison.Ordinal) || name == "step.weight")
                weights.zero_();
            else if (name == "step.bias")
                weights.zero_()[(3 - 3) * 7 + 3 + 2] = 1000;   // 3 up, 2 to the right
        Tensor picture = zeros(2, 1, 32, 32);
        picture[0, 0, 20..24, 8..10] = 1;
        picture[1, 0, 10..12, 12] = 0.5;
        Tensor clips = model.call(picture, Captions(2));
        Assert.Equal([2L, 1, 3, 32, 32], clips.shape);
        Assert.True(clips[.., .., 0].allclose(picture));
        Assert.True(clips[.., .., 1].allclose(picture.roll([-3L, 2], [2L, 3]), atol: 1e-5));
        Assert.True(clips[.., .., 2].allclose(picture.roll([-6L, 4], [2L, 3]), atol: 1e-5));
        Tensor maps = model.StepMaps(picture, Captions(2));
        Assert.Equal([2L, 2, 7, 7], maps.shape);
        Assert.True(maps[.., .., 0, 5].allclose(ones(2, 2)));
    }

    [Fact]
    public void A_caption_is_read_up_to_its_last_word()
    {
        using var scope = NewDisposeScope();
        using var reader = new CaptionReader(Vocabulary, width: 16);
        Tensor caption = tensor(new long[,] { { 5, 6, 7 } }), padded = tensor(new long[,] { { 5, 6, 7, 0, 0 }, { 7, 6, 5, 9, 9 } });
        Assert.True(reader.call(padded)[..1].allclose(reader.call(caption), atol: 1e-6));
        Assert.False(reader.call(caption).allclose(reader.call(caption.flip(1)), atol: 1e-3), "the order counts");
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var model = new ImageTextToVideo(new CaptionReader(Vocabulary));
        Tensor picture = zeros(1, 1, 32, 32), caption = Captions(1);
        Assert.Contains("(N, 1, 32, 32); found (1, 1, 28, 28)", Message(() => model.call(zeros(1, 1, 28, 28), caption)));
        Assert.Contains("a multiple of 8, such as 32; found 30", Message(() => new ImageTextToVideo(new CaptionReader(Vocabulary), size: 30)));
        Assert.Contains("found (1, 3, 32, 32)", Message(() => model.call(zeros(1, 3, 32, 32), caption)));
        Assert.Contains("a caption for each of 1 pictures; found 2", Message(() => model.call(picture, Captions(2))));
        Assert.Contains("at least one word", Message(() => model.call(picture, zeros(1, 5, dtype: ScalarType.Int64))));
        Assert.Contains("from 0 to 49", Message(() => model.call(picture, caption + Vocabulary)));
        Assert.Contains("int64", Message(() => model.call(picture, caption.to_type(ScalarType.Float32))));

        static string Message(Func<object> act) => Assert.Throws<ArgumentException>(act).Message;
    }

    [Fact]
    public void A_training_that_goes_on_from_a_checkpoint_has_the_losses_that_it_would_have_had()
    {
        using var scope = NewDisposeScope();
        string path = Path.Combine(Directory.CreateTempSubdirectory("aigc-clips-").FullName, "run.safetensors");
        (Tensor Images, Tensor Labels) strokes = StrokeDigits.Generate(20, seed: 3);
        var words = new WordTokenizer(RouteCaptions.All());
        var (stream, model, trainer) = Make();
        Losses(stream, trainer);
        new Checkpoint().Add("model", model, trainer.Optimizer).Add("clips", stream).Save(path, 3);
        double[] expected = Losses(stream, trainer);
        var (resumedStream, resumed, resumedTrainer) = Make();
        Assert.Equal(3, new Checkpoint().Add("model", resumed, resumedTrainer.Optimizer).Add("clips", resumedStream).Load(path));
        Assert.Equal(expected, Losses(resumedStream, resumedTrainer));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        (RoutedDigits, ImageTextToVideo, ImageTextToVideoTrainer) Make()
        {
            var made = new ImageTextToVideo(new CaptionReader(words.Vocabulary.Count));
            return (new RoutedDigits(strokes.Images, strokes.Labels, seed: 1), made, new ImageTextToVideoTrainer(made));
        }

        double[] Losses(RoutedDigits clips, ImageTextToVideoTrainer training) => [.. Enumerable.Range(0, 3).Select(_ =>
        {
            RoutedClips batch = clips.Next(4);
            return training.Step(Pixels.ToFloat(batch.Frames), words.Encode(RouteCaptions.Write(batch, vague: 0.1), 12));
        })];
    }

    [Fact]
    public void The_order_of_the_words_is_learned_by_a_reader_and_cannot_be_by_a_mean_of_words()
    {
        using var scope = NewDisposeScope();
        var (ofReader, readerTurns) = AfterTraining(new CaptionReader(4, width: 32));
        var (ofBag, bagTurns) = AfterTraining(new MeanOfWords(4, width: 32));
        Assert.True(readerTurns, "\"right down\" goes right first, \"down right\" goes down first");
        Assert.False(bagTurns, "a mean of words draws the same for both");
        Assert.True(ofReader < ofBag / 4, $"squared error {ofReader:G3} by a reader, {ofBag:G3} by a mean of words");
    }

    /// <summary>Trains on clips of a square that goes right and then down (words 2 3), or down and then right (3 2).</summary>
    /// <returns>The last squared error, and whether drawn clips begin as their captions do.</returns>
    private static (double Error, bool Turns) AfterTraining(Module<Tensor, Tensor> caption)
    {
        manual_seed(0);
        using var model = new ImageTextToVideo(caption, frames: 3, size: 16, width: 32);
        using var trainer = new ImageTextToVideoTrainer(model, learningRate: 0.003);
        Tensor captions = tensor(new long[,] { { 2, 3 }, { 3, 2 } }).repeat(8, 1);
        double error = 0;
        for (int step = 0; step < 250; step++)
            using (NewDisposeScope())
                error = trainer.Step(Clips(captions), captions);
        using var noGrad = no_grad();
        Tensor asked = tensor(new long[,] { { 2, 3 }, { 3, 2 } }), first = Clips(asked)[.., .., 0], second = model.call(first, asked)[.., 0, 1];
        // Where the ink's middle has gone to after one step, to the right less than down.
        Tensor places = arange(16, dtype: ScalarType.Float32);
        Tensor lean = ((second - first[.., 0]).sum(1L) * places).sum(1L) - ((second - first[.., 0]).sum(2L) * places).sum(1L);
        return (error, lean[0].ToSingle() > 10 && lean[1].ToSingle() < -10);
    }

    private static Tensor Clips(Tensor captions)
    {
        Tensor toTheRight = captions[.., ..1].eq(2).to_type(ScalarType.Float32), start = rand(captions.shape[0], 1, 2) * 6 + 1;
        Tensor steps = stack([zeros(captions.shape[0], 2), cat([toTheRight, 1 - toTheRight], 1), ones(captions.shape[0], 2)], 1);
        Tensor path = (start + 3 * steps).floor().unsqueeze(3), at = arange(16).view(1, 1, 1, 16);
        Tensor inside = at.ge(path).logical_and(at.lt(path + 3));
        return inside[.., .., 0].unsqueeze(2).logical_and(inside[.., .., 1].unsqueeze(3)).to_type(ScalarType.Float32).unsqueeze(1);
    }

    private static Tensor Captions(int count)
    {
        Tensor lengths = randint(1, Length + 1, [count, 1], ScalarType.Int64);
        return randint(2, Vocabulary, [count, Length], ScalarType.Int64) * (arange(Length) < lengths);
    }

    private sealed class MeanOfWords : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> words;

        internal MeanOfWords(long vocabulary, long width) : base(nameof(MeanOfWords))
        {
            words = Embedding(vocabulary, width);
            RegisterComponents();
        }

        public override Tensor forward(Tensor captions) => words.call(captions).mean([1]);
    }
}
