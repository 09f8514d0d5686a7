using AigcNotebooks.Training;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Pictures of digits with captions, drawn from a seed: what each picture's caption says of its attributes, and in which words, changes each time. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Batch item number i of a seed is the same whatever the sizes of the batches, so <see cref="Drawn"/> is the whole state: added to a <see cref="Checkpoint"/> it is saved and set with it.
/// <code>
/// var captioned = new CaptionedDigits(data.TrainImages, data.TrainLabels, DigitAttributes.Of(data.TrainImages, data.TrainLabels), seed: 1);
/// using CaptionedBatch batch = captioned.Next(64);
/// var real = Pixels.Normalize(batch.Images);
/// </code></remarks>
public sealed partial class CaptionedDigits
{
    // How often an attribute is said that could be: often enough to be learned, seldom enough that captions without it are learned, too.
    private const float Said = 0.6f;

    private readonly Tensor _images;
    private readonly long[] _labels, _thirds;
    private readonly ulong _seed;
    private long _drawn;

    /// <param name="images">uint8 (N, 1, 28, 28); stays the caller's and must live as long.</param>
    /// <param name="labels">int64 (N), 0 to 9.</param>
    /// <param name="attributes">The bounds of thin and bold, and so on: those of the training pictures, also for test pictures.</param>
    /// <param name="seed">Which pictures and words.</param>
    /// <exception cref="ArgumentException">A picture is blank, or the tensors do not fit together.</exception>
    public CaptionedDigits(Tensor images, Tensor labels, DigitAttributes attributes, long seed = 0)
    {
        using Tensor thirds = attributes.Thirds(images, labels), own = labels.cpu();
        (_images, _seed) = (images, (ulong)seed);
        (_labels, _thirds) = (own.data<long>().ToArray(), thirds.data<long>().ToArray());
        if (Array.IndexOf(_thirds, -1L) is >= 0 and var blank)
            throw new ArgumentException($"Picture {blank / StrokeMeasures.Count} has no ink, so that no caption fits it; leave it out.", nameof(images));
    }

    /// <summary>How many pictures were drawn; set it to go on from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long Drawn
    {
        get => _drawn;
        set => _drawn = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number of pictures, 0 or more.");
    }

    /// <summary>The next pictures, chosen at random, each with a caption that is right and one that is wrong in one respect.</summary>
    /// <param name="count">How many, at least 1.</param>
    public CaptionedBatch Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Stop.ThrowIfRequested();
        var rows = new long[count];
        var meanings = new DigitCaption[count];
        var (captions, mistaken) = (new string[count], new string[count]);
        Span<int> thirds = stackalloc int[StrokeMeasures.Count];
        for (int i = 0; i < count; i++)
        {
            SplitMix64 random = SplitMix64.ForItem(_seed, (ulong)_drawn++);
            int row = random.Next(_labels.Length);
            for (int attribute = 0; attribute < thirds.Length; attribute++)
                thirds[attribute] = (int)_thirds[row * thirds.Length + attribute];
            DigitCaption caption = Caption((int)_labels[row], thirds, ref random);
            (rows[i], meanings[i]) = (row, caption);
            captions[i] = caption.ToString(ref random);
            mistaken[i] = caption.Mistaken(thirds, ref random).ToString(ref random);
        }
        using Tensor chosen = tensor(rows).DetachFromDisposeScope();
        using Tensor there = chosen.to(_images.device).alias().DetachFromDisposeScope();
        return new CaptionedBatch(_images.index_select(0, there), meanings, captions, mistaken);
    }

    private static DigitCaption Caption(int digit, ReadOnlySpan<int> thirds, ref SplitMix64 random)
    {
        // Thickness and width have no word for the middle third.
        int? thickness = random.Uniform(0, 1) < Said && thirds[0] != 1 ? thirds[0] : null;
        int? slant = random.Uniform(0, 1) < Said ? thirds[1] : null;
        int? width = random.Uniform(0, 1) < Said && thirds[2] != 1 ? thirds[2] : null;
        return new DigitCaption(digit, thickness, slant, width);
    }
}

/// <summary>Pictures with captions.</summary>
/// <param name="Images">uint8 (N, 1, 28, 28)</param>
/// <param name="Meanings">What the captions say, N.</param>
/// <param name="Captions">The captions, N.</param>
/// <param name="Mistaken">For each picture a caption that is wrong in one respect: another digit, or another third of one attribute.</param>
public sealed record CaptionedBatch(Tensor Images, IReadOnlyList<DigitCaption> Meanings, IReadOnlyList<string> Captions, IReadOnlyList<string> Mistaken) : IDisposable
{
    /// <summary>Frees the pictures.</summary>
    public void Dispose() => Images.Dispose();
}
