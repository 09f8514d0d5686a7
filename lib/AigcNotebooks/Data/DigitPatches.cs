using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Pictures of digits at the size in which they move through a clip: 16×16. Of MNIST's 28×28 the middle 24×24 is resized by area to
/// two thirds, and stretched so that the brightest pixel is 255 (an average is dimmer than what it averages). In whole numbers: the same bytes everywhere.</summary>
internal sealed class DigitPatches
{
    internal const int Size = 16;
    private const int Source = 28, Margin = 2;

    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    /// <summary>Where each picture's ink begins and ends, the end excluded.</summary>
    private readonly (byte Left, byte Top, byte Right, byte Bottom)[] _ink;

    /// <param name="images">uint8 (N, 1, 28, 28)</param>
    /// <param name="labels">int64 (N), 0 to 9</param>
    internal DigitPatches(Tensor images, Tensor labels)
    {
        if (images.dtype != ScalarType.Byte || images.shape is not [> 0, 1, Source, Source])
            throw new ArgumentException($"Expected pictures as uint8 (N, 1, 28, 28), at least one; found {images.dtype} ({string.Join(", ", images.shape)}).", nameof(images));
        if (labels.dtype != ScalarType.Int64 || labels.dim() != 1 || labels.shape[0] != images.shape[0])
            throw new ArgumentException($"Expected {images.shape[0]} labels as int64; found {labels.dtype} ({string.Join(", ", labels.shape)}).", nameof(labels));
        using Tensor hostImages = images.cpu().contiguous().alias(), hostLabels = labels.cpu().contiguous().alias();
        _labels = [.. hostLabels.data<long>().ToArray().Select(label => label is >= 0 and <= 9 ? (byte)label
            : throw new ArgumentException($"Labels must be digits from 0 to 9; found {label}.", nameof(labels)))];
        byte[] sources = hostImages.data<byte>().ToArray();
        _pixels = new byte[Count * Size * Size];
        _ink = new (byte, byte, byte, byte)[Count];
        for (int i = 0; i < Count; i++)
        {
            Shrink(sources.AsSpan(i * Source * Source, Source * Source), _pixels.AsSpan(i * Size * Size, Size * Size));
            _ink[i] = InkOf(Pixels(i));
        }
    }

    internal int Count => _labels.Length;

    internal int Digit(int index) => _labels[index];

    internal IEnumerable<int> Digits => _labels.Distinct().Select(digit => (int)digit).Order();

    internal ReadOnlySpan<byte> Pixels(int index) => _pixels.AsSpan(index * Size * Size, Size * Size);

    internal Tensor ToTensor() => tensor(_pixels, [Count, 1, Size, Size], dtype: ScalarType.Byte);

    internal (byte Left, byte Top, byte Right, byte Bottom) Ink(int index) => _ink[index];

    /// <summary>Draws a picture into a frame where the frame is darker; what lies outside of the frame is no ink.</summary>
    internal void Draw(int index, int left, int top, Span<byte> frame, int frameSize)
    {
        ReadOnlySpan<byte> pixels = Pixels(index);
        (byte inkLeft, byte inkTop, byte inkRight, byte inkBottom) = _ink[index];
        for (int y = inkTop; y < inkBottom; y++)
        {
            Span<byte> row = frame.Slice((top + y) * frameSize + left + inkLeft, inkRight - inkLeft);
            ReadOnlySpan<byte> ink = pixels.Slice(y * Size + inkLeft, inkRight - inkLeft);
            for (int x = 0; x < row.Length; x++)
                row[x] = Math.Max(row[x], ink[x]);
        }
    }

    /// <summary>Three pixels become two: the outer ones count twice, the middle one is shared; so for rows and columns.</summary>
    private static void Shrink(ReadOnlySpan<byte> source, Span<byte> patch)
    {
        Span<int> sums = stackalloc int[Size * Size];
        sums.Clear();
        for (int y = 0; y < Size; y++)
            for (int x = 0; x < Size; x++)
                for (int dy = 0; dy < 2; dy++)
                    for (int dx = 0; dx < 2; dx++)
                    {
                        int row = Margin + y / 2 * 3 + y % 2 + dy, column = Margin + x / 2 * 3 + x % 2 + dx;
                        sums[y * Size + x] += Weight(y, dy) * Weight(x, dx) * source[row * Source + column];
                    }
        int brightest = 1;
        foreach (int sum in sums)
            brightest = Math.Max(brightest, sum);
        for (int i = 0; i < sums.Length; i++)
            patch[i] = (byte)((sums[i] * 255 + brightest / 2) / brightest);

        // Of three pixels a b c the first new one is 2a + b, the second b + 2c.
        static int Weight(int place, int offset) => place % 2 == offset ? 2 : 1;
    }

    private static (byte Left, byte Top, byte Right, byte Bottom) InkOf(ReadOnlySpan<byte> patch)
    {
        int left = Size, top = Size, right = 0, bottom = 0;
        for (int i = 0; i < patch.Length; i++)
            if (patch[i] > 0)
                (left, top, right, bottom) = (Math.Min(left, i % Size), Math.Min(top, i / Size), Math.Max(right, i % Size + 1), Math.Max(bottom, i / Size + 1));
        // A picture without ink still has a place.
        return right > 0 ? ((byte)left, (byte)top, (byte)right, (byte)bottom) : ((byte)0, (byte)0, (byte)Size, (byte)Size);
    }
}
