using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Digits in colour, 32×32, made on the fly from pictures of digits: bright ink on dark paper, both known. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Picture number i of a seed is the same whatever the sizes of the batches and on every machine, so <see cref="Drawn"/> is the whole state: added to a <see cref="Checkpoint"/> it is saved and set with it.
/// <code>
/// var coloured = new ColouredDigits(data.TrainImages, data.TrainLabels, seed: 1);
/// using ColouredBatch batch = coloured.Next(64);
/// var pictures = Pixels.ToFloat(batch.Images);      // (64, 3, 32, 32) in [0, 1]
/// </code></remarks>
public sealed partial class ColouredDigits
{
    /// <summary>Height and width of a picture: MNIST's 28 and a margin of 2 on each side.</summary>
    public const int Size = 32;

    private const int Margin = 2;
    private static readonly float[] InkValues = [235, 60, 50, 70, 200, 80, 70, 110, 245, 245, 215, 60, 60, 215, 220, 235, 90, 205, 245, 145, 50, 245, 245, 245];
    private static readonly float[] PaperValues = [0, 0, 0, 20, 25, 90, 85, 15, 25, 10, 65, 35];

    private readonly Tensor _images, _labels;
    private readonly ulong _seed;
    private long _drawn;

    /// <param name="images">uint8 (N, 1, 28, 28), such as <see cref="DigitData.TrainImages"/>; stays the caller's and must live as long.</param>
    /// <param name="labels">int64 (N); stays the caller's, too.</param>
    /// <param name="seed">Which pictures and colours.</param>
    /// <exception cref="ArgumentException">The tensors have other shapes or types; the message says which.</exception>
    public ColouredDigits(Tensor images, Tensor labels, long seed = 0)
    {
        if (images.dtype != ScalarType.Byte || images.shape is not [> 0, 1, Size - 2 * Margin, Size - 2 * Margin])
            throw new ArgumentException($"Expected pictures as uint8 (N, 1, 28, 28), at least one; found {images.dtype} ({string.Join(", ", images.shape)}).", nameof(images));
        if (labels.dtype != ScalarType.Int64 || labels.ndim != 1 || labels.shape[0] != images.shape[0])
            throw new ArgumentException($"Expected {images.shape[0]} labels as int64; found {labels.dtype} ({string.Join(", ", labels.shape)}).", nameof(labels));
        (_images, _labels, _seed) = (images, labels, (ulong)seed);
    }

    /// <summary>The inks' names, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Inks { get; } = ["red", "green", "blue", "yellow", "cyan", "pink", "orange", "white"];

    /// <summary>The papers' names, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Papers { get; } = ["black", "navy", "maroon", "forest"];

    /// <summary>How many pictures were drawn; set it to go on from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long Drawn
    {
        get => _drawn;
        set => _drawn = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number of pictures, 0 or more.");
    }

    /// <summary>The next pictures: any digit in any ink on any paper.</summary>
    /// <param name="count">How many, at least 1.</param>
    public ColouredBatch Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Stop.ThrowIfRequested();
        long[] rows = new long[count], inks = new long[count], papers = new long[count];
        for (int i = 0; i < count; i++)
        {
            SplitMix64 random = SplitMix64.ForItem(_seed, (ulong)_drawn++);
            (rows[i], inks[i], papers[i]) = (random.Next((int)_images.shape[0]), random.Next(Inks.Count), random.Next(Papers.Count));
        }
        using DisposeScope scope = NewDisposeScope();
        Device device = _images.device;
        (Tensor chosen, Tensor ink, Tensor paper) = (tensor(rows, device: device), tensor(inks, device: device), tensor(papers, device: device));
        Tensor padded = nn.functional.pad(_images.index_select(0, chosen), [Margin, Margin, Margin, Margin]);
        return new ColouredBatch(Paint(padded, ink, paper).MoveToOuterDisposeScope(), _labels.index_select(0, chosen).MoveToOuterDisposeScope(),
            ink.MoveToOuterDisposeScope(), paper.MoveToOuterDisposeScope());
    }

    /// <summary>Colours grey pictures, or clips: 0 becomes the paper's colour, 255 the ink's.</summary>
    /// <param name="images">uint8 (N, 1, …)</param>
    /// <param name="inks">int64 (N), numbers in <see cref="Inks"/>.</param>
    /// <param name="papers">int64 (N), numbers in <see cref="Papers"/>.</param>
    /// <returns>uint8 (N, 3, …), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pictures are of another type or shape, or there is not an ink and a paper for each.</exception>
    public static Tensor Paint(Tensor images, Tensor inks, Tensor papers)
    {
        if (images.dtype != ScalarType.Byte || images.ndim < 2 || images.shape[1] != 1)
            throw new ArgumentException($"Expected grey pictures as uint8 (N, 1, …); found {images.dtype} ({string.Join(", ", images.shape)}).", nameof(images));
        using DisposeScope scope = NewDisposeScope();
        Tensor ink = Colours(inks, InkValues, images, nameof(inks)), paper = Colours(papers, PaperValues, images, nameof(papers));
        // Whole numbers below 2²⁴ until the division, whose result is never half-way: the same bytes everywhere.
        Tensor grey = images.to_type(ScalarType.Float32);
        return ((paper * (255 - grey) + ink * grey) / 255).round().to_type(ScalarType.Byte).MoveToOuterDisposeScope();
    }

    private static Tensor Colours(Tensor numbers, float[] values, Tensor images, string name)
    {
        long count = images.shape[0], colours = values.Length / 3;
        if (numbers.dtype != ScalarType.Int64 || numbers.ndim != 1 || numbers.shape[0] != count)
            throw new ArgumentException($"Expected a colour's number for each of {count} pictures, as int64; found {numbers.dtype} ({string.Join(", ", numbers.shape)}).", name);
        if (numbers.lt(0).logical_or(numbers.ge(colours)).any().ToBoolean())
            throw new ArgumentException($"Expected numbers from 0 to {colours - 1}; found {numbers.min().item<long>()} to {numbers.max().item<long>()}.", name);
        long[] shape = [count, 3, .. Enumerable.Repeat(1L, (int)images.ndim - 2)];
        return tensor(values, [colours, 3], device: images.device).index_select(0, numbers).view(shape);
    }
}

/// <summary>Digits in colour.</summary>
/// <param name="Images">uint8 (N, 3, 32, 32)</param>
/// <param name="Labels">int64 (N), the digits.</param>
/// <param name="Ink">int64 (N), numbers in <see cref="ColouredDigits.Inks"/>.</param>
/// <param name="Paper">int64 (N), numbers in <see cref="ColouredDigits.Papers"/>.</param>
public sealed record ColouredBatch(Tensor Images, Tensor Labels, Tensor Ink, Tensor Paper) : IDisposable
{
    /// <summary>Frees the four tensors.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
        Ink.Dispose();
        Paper.Dispose();
    }
}
