using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Which third of its own digit's pictures a picture belongs to by each of <see cref="StrokeMeasures"/>: thin or bold, slanted left or right, narrow or wide, as sevens go, or as ones
/// go. So each attribute says nothing of which digit it is. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
public sealed class DigitAttributes
{
    private readonly float[] _bounds;

    private DigitAttributes(float[] bounds) => _bounds = bounds;

    /// <summary>Names of the attributes, in the order of the measures.</summary>
    public static IReadOnlyList<string> Names { get; } = ["thickness", "slant", "width"];

    /// <summary>Finds the bounds between the thirds.</summary>
    /// <param name="images">The training pictures, uint8 (N, 1, 28, 28); of each digit that occurs at least three.</param>
    /// <param name="labels">int64 (N), 0 to 9.</param>
    /// <exception cref="ArgumentException">There are not as many labels as pictures, or fewer than three pictures of a digit that occurs.</exception>
    public static DigitAttributes Of(Tensor images, Tensor labels)
    {
        CheckLabels(images, labels);
        using DisposeScope scope = NewDisposeScope();
        Tensor measures = StrokeMeasures.Of(images), of = labels.cpu();
        var bounds = new float[10 * StrokeMeasures.Count * 2];
        Array.Fill(bounds, float.NaN);
        for (int digit = 0; digit < 10; digit++)
        {
            Tensor rows = measures[of.eq(digit)];
            long count = rows.shape[0];
            if (count is 1 or 2)
                throw new ArgumentException($"Expected at least three pictures of the digit {digit}, one for each third; found {count}.", nameof(images));
            if (count == 0)
                continue;
            Tensor sorted = rows.sort(0).Item1;
            for (int attribute = 0; attribute < StrokeMeasures.Count; attribute++)
                for (int bound = 0; bound < 2; bound++)
                    bounds[Index(digit, attribute, bound)] = sorted[(bound + 1) * count / 3, attribute].ToSingle();
        }
        return new DigitAttributes(bounds);
    }

    /// <summary>The bounds of an attribute's middle third, in its unit (pixels or degrees); NaN for a digit that did not occur.</summary>
    /// <param name="digit">0 to 9</param>
    /// <param name="attribute">0 thickness, 1 slant, 2 width</param>
    public (float Low, float High) Bounds(int digit, int attribute)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)digit, 9u, nameof(digit));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)attribute, (uint)StrokeMeasures.Count, nameof(attribute));
        return (_bounds[Index(digit, attribute, 0)], _bounds[Index(digit, attribute, 1)]);
    }

    /// <summary>The thirds that pictures belong to.</summary>
    /// <param name="images">(N, 1, H, W): uint8 in 0–255, or floating point in [0, 1].</param>
    /// <param name="labels">int64 (N): the digits whose thirds are meant.</param>
    /// <returns>int64 (N, 3): 0 lowest (thin, left, narrow), 1 middle, 2 highest (bold, right, wide); −1 for a picture without ink. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">There are not as many labels as pictures, or a label is a digit that did not occur.</exception>
    public Tensor Thirds(Tensor images, Tensor labels)
    {
        CheckLabels(images, labels);
        using DisposeScope scope = NewDisposeScope();
        Tensor measures = StrokeMeasures.Of(images);
        Tensor bounds = tensor(_bounds, [10, StrokeMeasures.Count, 2]).index_select(0, labels.cpu());
        if (bounds.isnan().any().ToBoolean())
            throw new ArgumentException("A label is a digit of which there was no picture when the bounds were found, so that it has no thirds.", nameof(labels));
        // A picture without ink has a thickness of 0, and no other has.
        Tensor blank = measures[.., 0].eq(0).unsqueeze(1);
        return measures.unsqueeze(-1).ge(bounds).sum(dim: -1).masked_fill(blank, -1).MoveToOuterDisposeScope();
    }

    private static int Index(int digit, int attribute, int bound) => (digit * StrokeMeasures.Count + attribute) * 2 + bound;

    private static void CheckLabels(Tensor images, Tensor labels)
    {
        if (labels.ndim != 1 || labels.dtype != ScalarType.Int64 || images.ndim == 0 || labels.shape[0] != images.shape[0])
            throw new ArgumentException($"Expected a digit for each picture, int64 ({(images.ndim == 0 ? 0 : images.shape[0])}); found {labels.dtype} ({string.Join(", ", labels.shape)}).", nameof(labels));
    }
}
