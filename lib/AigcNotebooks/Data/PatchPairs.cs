using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Two neighbouring patches of each picture, and which of the eight neighbours the second one is: a puzzle that needs no labels. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Doersch, Gupta and Efros, arXiv 1505.05192, §3. Without a gap the puzzle is solved by lines that go on from one patch's border to the other's; a gap, and a jitter of the patches, are their remedy (§3.1).</remarks>
public sealed class PatchPairs
{
    // Row and column of each neighbour, seen from the middle, in the order of reading.
    private static readonly long[] Down = [-1, -1, -1, 0, 0, 1, 1, 1], Right = [-1, 0, 1, -1, 1, -1, 0, 1];

    /// <summary>Height and width of a patch in pixels.</summary>
    public int Size { get; init; } = 7;

    /// <summary>Pixels between neighbours.</summary>
    public int Gap { get; init; } = 2;

    /// <summary>The second patch is moved by at most this many pixels, down or up and right or left.</summary>
    public int Jitter { get; init; } = 1;

    /// <summary>Cuts a pair out of each picture: the middle one from anywhere where its eight neighbours fit into the picture, and one of these; by <c>torch</c>'s generator.</summary>
    /// <param name="images">(N, C, H, W). Stays the caller's.</param>
    /// <returns>The middle patches and the others, both (N, C, Size, Size), and the others' places, int64 (N): 0 above left, 1 above, … 7 below right. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pictures are too small for three patches in a row, or these are none.</exception>
    public (Tensor Middle, Tensor Other, Tensor Place) Cut(Tensor images)
    {
        long span = 3 * Size + 2 * Gap + 2 * Jitter, pitch = Size + Gap;
        if (Size < 1 || Gap < 0 || Jitter < 0)
            throw new ArgumentException($"Expected a {nameof(Size)} of at least 1, {nameof(Gap)} and {nameof(Jitter)} "
                + $"of at least 0; found {Size}, {Gap} and {Jitter}.");
        if (images.ndim != 4 || images.shape[2] < span || images.shape[3] < span)
            throw new ArgumentException($"Three patches of {Size} with gaps of {Gap} and a jitter of {Jitter} take "
                + $"{span} pixels; expected pictures (N, C, H, W) at least as large, found "
                + $"({string.Join(", ", images.shape)}).", nameof(images));
        using var scope = NewDisposeScope();
        long count = images.shape[0];
        Tensor Whole(long from, long to) => randint(from, to + 1, [count], ScalarType.Int64, images.device);
        long first = pitch + Jitter;
        Tensor top = Whole(first, images.shape[2] - span + first), left = Whole(first, images.shape[3] - span + first);
        Tensor place = Whole(0, 7);
        Tensor down = tensor(Down, device: images.device)[place], right = tensor(Right, device: images.device)[place];
        Tensor middle = At(images, top, left);
        Tensor other = At(images, top + pitch * down + Whole(-Jitter, Jitter),
            left + pitch * right + Whole(-Jitter, Jitter));
        return (middle.MoveToOuterDisposeScope(), other.MoveToOuterDisposeScope(),
            place.MoveToOuterDisposeScope());
    }

    /// <summary>All of a picture in patches of this size side by side, to be looked at one by one; what is left at the right and below is left out.</summary>
    /// <param name="images">(N, C, H, W)</param>
    /// <returns>(N · rows · columns, C, Size, Size), each picture's in the order of reading; the caller's to dispose.</returns>
    public Tensor Tiles(Tensor images)
    {
        using var scope = NewDisposeScope();
        return images.unfold(2, Size, Size).unfold(3, Size, Size)   // (N, C, rows, columns, Size, Size)
            .permute(0, 2, 3, 1, 4, 5).reshape(-1, images.shape[1], Size, Size).MoveToOuterDisposeScope();
    }

    private Tensor At(Tensor images, Tensor top, Tensor left)
    {
        (long count, long channels, long width) = (images.shape[0], images.shape[1], images.shape[3]);
        Tensor offsets = arange(Size, device: images.device);
        Tensor rows = (top.unsqueeze(1) + offsets).unsqueeze(2);
        Tensor columns = (left.unsqueeze(1) + offsets).unsqueeze(1);
        Tensor pixels = (rows * width + columns).view(count, 1, -1).expand(-1, channels, -1);
        return images.flatten(2).gather(2, pixels).view(count, channels, Size, Size);
    }
}
