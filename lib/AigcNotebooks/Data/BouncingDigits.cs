using AigcNotebooks.Training;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Clips of digits that move and turn back at the walls, made on the fly from pictures of digits. Taught in notebook 08 and, with
/// <see cref="MotionCaptions"/>, in notebook 11.</summary>
/// <remarks>
/// A digit of 16×16 pixels sets out in one of eight directions at a constant speed. When its next step would carry ink over the frame's edge it turns
/// back the way it came. Its start is chosen so that it keeps its first direction for at least half of the clip. Ten frames are one second.
/// Clip number i of a seed is the same whatever the sizes of the batches and on every machine, so <see cref="Drawn"/> is the whole state: added to
/// a <see cref="Checkpoint"/> it is saved and set with it.
/// After N. Srivastava, E. Mansimov and R. Salakhutdinov's Moving MNIST (arXiv 1502.04681), and G. Mittal, T. Marwah and V. Balasubramanian's one-digit
/// clips with captions (Sync-DRAW, arXiv 1611.10314).
/// <code>
/// var clips = new BouncingDigits(data.TrainImages, data.TrainLabels, seed: 1);
/// using BouncingClips batch = clips.Next(32);
/// var real = Pixels.Normalize(batch.Frames);     // (32, 1, 8, 32, 32) in [−1, 1]
/// </code>
/// </remarks>
public sealed partial class BouncingDigits
{
    /// <summary>Height and width of a digit in pixels.</summary>
    public const int DigitSize = DigitPatches.Size;

    private readonly DigitPatches _patches;
    private readonly int[] _speeds;
    private readonly Direction[][] _allowed;
    private readonly int[][] _byDigit;
    private readonly int[] _usable;
    private readonly ulong _seed;
    private long _drawn;

    /// <param name="images">uint8 (N, 1, 28, 28), such as <see cref="DigitData.TrainImages"/>; copied.</param>
    /// <param name="labels">int64 (N), 0 to 9.</param>
    /// <param name="options">Length, size and number of digits; null for the defaults.</param>
    /// <param name="seed">Which clips.</param>
    /// <exception cref="ArgumentException">The tensors have other shapes, or the options do not fit together; the message says which.</exception>
    public BouncingDigits(Tensor images, Tensor labels, BouncingDigitsOptions? options = null, long seed = 0)
    {
        Options = options ?? new BouncingDigitsOptions();
        _speeds = Options.Check();
        _patches = new DigitPatches(images, labels);
        _seed = (ulong)seed;
        _allowed = [.. Enumerable.Range(0, 10).Select(digit => Enum.GetValues<Direction>().Where(direction => Options.Allows?.Invoke(digit, direction) ?? true).ToArray())];
        _byDigit = [.. Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, _patches.Count).Where(i => _patches.Digit(i) == digit).ToArray())];
        _usable = [.. Enumerable.Range(0, _patches.Count).Where(i => _allowed[_patches.Digit(i)].Length > 0)];
        if (_usable.Length == 0)
            throw new ArgumentException($"{nameof(BouncingDigitsOptions.Allows)} lets none of the digits that there are ({string.Join(", ", _patches.Digits)}) move in any direction.", nameof(options));
    }

    /// <summary>Length, size and number of digits of the clips.</summary>
    public BouncingDigitsOptions Options { get; }

    /// <summary>How many clips were drawn; set it to go on from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long Drawn
    {
        get => _drawn;
        set => _drawn = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number of clips, 0 or more.");
    }

    /// <summary>The next clips: any picture, and each direction that its digit may take with the same probability.</summary>
    /// <param name="count">How many, at least 1.</param>
    public BouncingClips Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Draw(count, (int _, ref SplitMix64 random) =>
        {
            int image = _usable[random.Next(_usable.Length)];
            Direction[] allowed = _allowed[_patches.Digit(image)];
            return (image, allowed[random.Next(allowed.Length)]);
        });
    }

    /// <summary>The next clips, each of one digit, with digits and directions as wished, whether <see cref="BouncingDigitsOptions.Allows"/> lets them or not.</summary>
    /// <param name="wishes">A digit, 0 to 9, and a direction a clip; at least one clip.</param>
    /// <exception cref="ArgumentException">There is no picture of a digit, or the clips hold two digits.</exception>
    public BouncingClips Next(IReadOnlyList<(int Digit, Direction Direction)> wishes)
    {
        if (Options.Digits != 1)
            throw new ArgumentException($"Clips of {Options.Digits} digits cannot be wished for one digit at a time; use Next(count).", nameof(wishes));
        ArgumentOutOfRangeException.ThrowIfZero(wishes.Count, nameof(wishes));
        foreach ((int digit, Direction direction) in wishes)
            if (digit is < 0 or > 9 || _byDigit[digit].Length == 0 || !Enum.IsDefined(direction))
                throw new ArgumentException($"There is no clip of the digit {digit} that moves {direction}: the pictures show the digits {string.Join(", ", _patches.Digits)}.", nameof(wishes));
        return Draw(wishes.Count, (int clip, ref SplitMix64 random) =>
            (_byDigit[wishes[clip].Digit][random.Next(_byDigit[wishes[clip].Digit].Length)], wishes[clip].Direction));
    }

    /// <summary>The digits as they move through the clips, in the order of the images that they were made from.</summary>
    /// <returns>uint8 (N, 1, 16, 16), the caller's to dispose.</returns>
    public Tensor Pictures() => _patches.ToTensor();

    private delegate (int Image, Direction Direction) Choice(int clip, ref SplitMix64 random);

    private BouncingClips Draw(int count, Choice choose)
    {
        Stop.ThrowIfRequested();
        (int frames, int size, int perClip) = (Options.Frames, Options.Size, Options.Digits);
        if (count > Array.MaxLength / (frames * size * size))
            throw new ArgumentOutOfRangeException(nameof(count), count, $"One batch holds at most {Array.MaxLength / (frames * size * size):N0} clips of {frames} frames of {size}×{size}.");
        var pixels = new byte[count * frames * size * size];
        var digits = new long[count * perClip];
        var directions = new long[count * perClip];
        var positions = new float[count * perClip * frames * 2];
        for (int clip = 0; clip < count; clip++)
        {
            SplitMix64 random = SplitMix64.ForItem(_seed, (ulong)(_drawn + clip));
            for (int d = 0; d < perClip; d++)
            {
                int place = clip * perClip + d;
                (int image, Direction direction) = choose(clip, ref random);
                (digits[place], directions[place]) = (_patches.Digit(image), (long)direction);
                var path = new BouncingPath(_patches.Ink(image), direction, _speeds[random.Next(_speeds.Length)], Options, ref random);
                for (int frame = 0; frame < frames; frame++, path.Step())
                {
                    _patches.Draw(image, path.Left, path.Top, pixels.AsSpan((clip * frames + frame) * size * size, size * size), size);
                    positions[(place * frames + frame) * 2] = path.Left + (DigitSize - 1) / 2f;
                    positions[(place * frames + frame) * 2 + 1] = path.Top + (DigitSize - 1) / 2f;
                }
            }
        }
        var clips = new BouncingClips(
            tensor(pixels, [count, 1, frames, size, size], dtype: ScalarType.Byte),
            tensor(digits, [count, perClip], dtype: ScalarType.Int64),
            tensor(directions, [count, perClip], dtype: ScalarType.Int64),
            tensor(positions, [count, perClip, frames, 2], dtype: ScalarType.Float32)) { First = _drawn };
        _drawn += count;
        return clips;
    }
}
