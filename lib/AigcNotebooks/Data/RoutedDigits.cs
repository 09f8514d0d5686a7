using AigcNotebooks.Training;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Clips of a digit that goes where a <see cref="Route"/> says, made on the fly from pictures of digits. With <see cref="RouteCaptions"/> they pair a first frame and a caption with the one clip that
/// belongs to both. Taught in notebook 09.</summary>
/// <remarks>
/// As in <see cref="BouncingDigits"/>, a digit of 16×16 pixels keeps its first direction for half of the clip (four steps of eight frames) and turns back the way it came where its next step would carry ink
/// over the frame's edge; one that has two directions starts where it meets no wall. Clip number i of a seed is the same whatever the sizes of the batches, so <see cref="Drawn"/> is the whole state.
/// <code>
/// var clips = new RoutedDigits(data.TrainImages, data.TrainLabels, (digit, route) => !route.IsHeldOut(digit), seed: 1);
/// using RoutedClips batch = clips.Next(32);
/// Tensor ids = words.Encode(RouteCaptions.Write(batch));
/// </code>
/// </remarks>
public sealed class RoutedDigits : ICheckpointed
{
    private readonly DigitPatches _patches;
    private readonly Route[][] _allowed;
    private readonly int[] _usable;
    private readonly ulong _seed;
    private readonly BouncingDigitsOptions _options;
    private long _drawn;

    /// <param name="images">uint8 (N, 1, 28, 28), such as <see cref="DigitData.TrainImages"/>; copied.</param>
    /// <param name="labels">int64 (N), 0 to 9.</param>
    /// <param name="allows">Which digit may take which of <see cref="Route.All"/>; null: any.</param>
    /// <param name="frames">Frames a clip.</param>
    /// <param name="size">Height and width of a frame in pixels.</param>
    /// <param name="seed">Which clips.</param>
    /// <exception cref="ArgumentException">The tensors have other shapes, no route is allowed, or the frames leave no room for a digit at the highest speed; the message says which.</exception>
    public RoutedDigits(Tensor images, Tensor labels, Func<int, Route, bool>? allows = null, int frames = 8, int size = 32, long seed = 0)
    {
        _options = new BouncingDigitsOptions { Frames = frames, Size = size, Speeds = [Route.All.Max(route => route.Speed)] };
        _options.Check();
        _patches = new DigitPatches(images, labels);
        _seed = (ulong)seed;
        _allowed = [.. Enumerable.Range(0, 10).Select(digit => Route.All.Where(route => allows?.Invoke(digit, route) ?? true).ToArray())];
        _usable = [.. Enumerable.Range(0, _patches.Count).Where(i => _allowed[_patches.Digit(i)].Length > 0)];
        if (_usable.Length == 0)
            throw new ArgumentException($"{nameof(allows)} lets none of the digits that there are ({string.Join(", ", _patches.Digits)}) take any route.", nameof(allows));
    }

    /// <summary>How many clips were drawn; set it to go on from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long Drawn
    {
        get => _drawn;
        set => _drawn = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number of clips, 0 or more.");
    }

    /// <summary>The next clips: any picture, and each route that its digit may take with the same probability.</summary>
    /// <param name="count">How many, at least 1.</param>
    public RoutedClips Next(int count) => Draw(count, (_, digit, ref random) => _allowed[digit][random.Next(_allowed[digit].Length)]);

    /// <summary>The next clips, each of any picture, on the routes wished, whether they are allowed or not.</summary>
    /// <param name="wishes">A route a clip; at least one.</param>
    public RoutedClips Next(IReadOnlyList<Route> wishes) => Draw(wishes.Count, (int clip, int _, ref SplitMix64 _) => wishes[clip]);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> SaveState() => DrawnState.Save(Drawn);

    /// <inheritdoc/>
    public Action PrepareLoad(IReadOnlyDictionary<string, Tensor> saved)
    {
        long drawn = DrawnState.Read(saved, "clips");
        return () => Drawn = drawn;
    }

    private delegate Route Choice(int clip, int digit, ref SplitMix64 random);

    private RoutedClips Draw(int count, Choice choose)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Stop.ThrowIfRequested();
        (int frames, int size) = (_options.Frames, _options.Size);
        int frame = size * size;
        if (count > Array.MaxLength / (frames * frame))
            throw new ArgumentOutOfRangeException(nameof(count), count, $"One batch holds at most {Array.MaxLength / (frames * frame):N0} clips of {frames} frames of {size}×{size}.");
        var pixels = new byte[count * frames * frame];
        var digits = new long[count];
        var routes = new Route[count];
        for (int clip = 0; clip < count; clip++)
        {
            SplitMix64 random = SplitMix64.ForItem(_seed, (ulong)(_drawn + clip));
            int image = _usable[random.Next(_usable.Length)], digit = _patches.Digit(image);
            Route route = choose(clip, digit, ref random);
            (digits[clip], routes[clip]) = (digit, route);
            var path = new BouncingPath(_patches.Ink(image), route.First, route.Speed, _options, ref random, route.Then);
            for (int t = 0; t < frames; t++, path.Step())
                _patches.Draw(image, path.Left, path.Top, pixels.AsSpan((clip * frames + t) * frame, frame), size);
        }
        var clips = new RoutedClips(tensor(pixels, [count, 1, frames, size, size], dtype: ScalarType.Byte), tensor(digits, dtype: ScalarType.Int64), routes) { First = _drawn };
        _drawn += count;
        return clips;
    }
}
