using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace AigcNotebooks.Display;

/// <summary>Videos that play in the notebook, several beside each other in one animation, laid out as an <see cref="ImageGrid"/> lays out images. Immutable; it keeps bytes, no tensor.
/// Taught by notebook 08.
/// <code>
/// new Clip(generator.call(noise), range: (-1, 1), columns: 8, title: "Eight noise vectors")
/// </code></summary>
/// <remarks>As HTML it is an animated PNG, which plays by itself wherever images are shown; where the page runs script, it has a button that stops it and a slider over the frames, and it waits
/// for that button where the reader's system asks for less motion. The picture is in the output once: a bundle with <c>image/png</c>, too, would double every notebook for viewers that show no HTML; those get one line of
/// text, and <see cref="ToContactSheet"/> is for them and for paper. Pixels that are NaN, clipped or all equal are told as in a grid, and so is a clip in which nothing moves.</remarks>
[TypeFormatterSource(typeof(ClipFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed partial class Clip
{
    // What moves is looked at longer than a picture in a grid, and may be larger.
    private const int WantedWidth = 128;

    private readonly PixelBatch _images;
    private readonly int _padding;

    /// <summary>A clip of the videos in a tensor. The tensor stays the caller's: it is copied, never changed or disposed, and may be on any device.</summary>
    /// <param name="frames">Shape (N, C, T, H, W), or (C, T, H, W) for one video, with C = 1 for grey or 3 for colour; floating-point values, or uint8 from 0 (black) to 255. T = 1 gives a still picture.</param>
    /// <param name="range">Of floating-point frames: the values of black and of white. Without it (0, 1); a generator that ends in tanh draws in (-1, 1).</param>
    /// <param name="columns">Videos in a row; 0 means eight.</param>
    /// <param name="padding">Pixels between videos, before enlarging.</param>
    /// <param name="scale">Enlarge this many times; 0 chooses: videos up to 128 pixels wide, the grid up to 740.</param>
    /// <param name="framesPerSecond">How fast; more than 0 and at most 100.</param>
    /// <param name="title">Shown above the clip.</param>
    /// <param name="columnCaptions">One above each column.</param>
    /// <param name="rowCaptions">One left of each row.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or type, the range is empty, or there are more or fewer captions than columns or rows.</exception>
    public Clip(Tensor frames, (double Low, double High)? range = null, int columns = 0, int padding = 1, int scale = 0, double framesPerSecond = 10,
        string? title = null, IEnumerable<string>? columnCaptions = null, IEnumerable<string>? rowCaptions = null)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var shape = frames.shape;
        if (shape.Length is not (4 or 5) || shape[^4] is not (1 or 3) || shape.Contains(0))
            throw new ArgumentException($"A clip takes at least one frame, of shape (N, C, T, H, W) or (C, T, H, W) with C = 1 (grey) or 3 (colour); got ({string.Join(", ", shape)}).", nameof(frames));
        Apng.CheckSpeed(framesPerSecond);
        (Count, FrameCount, FramesPerSecond, _padding) = (shape.Length == 5 ? (int)shape[0] : 1, (int)shape[^3], framesPerSecond, padding);
        // Frame after frame, so that each is a grid of its own.
        using (NewDisposeScope())
            _images = ImageGrid.ToPixels(frames.detach().view(Count, shape[^4], FrameCount, shape[^2], shape[^1]).permute(2, 0, 1, 3, 4).flatten(0, 1), range);
        Frames = [.. Enumerable.Range(0, FrameCount).Select(frame =>
            new ImageGrid(_images.Slice(frame * Count, Count), columns, padding, scale, title, columnCaptions, rowCaptions, WantedWidth))];
        string?[] notes = [_images.Note, _images.Note is null && FrameCount > 1 && IsFrozen ? "nothing moves: all frames are equal" : null];
        Note = notes.Any(note => note is not null) ? string.Join("; ", notes.Where(note => note is not null)) : null;
    }

    /// <summary>How many videos stand beside each other.</summary>
    public int Count { get; }

    /// <summary>Frames of each.</summary>
    public int FrameCount { get; }

    /// <summary>How fast they play.</summary>
    public double FramesPerSecond { get; }

    /// <summary>Shown above the clip, if any.</summary>
    public string? Title => Frames[0].Title;

    /// <summary>What the reader should know about the pixels (NaN, clipped, all equal, nothing moves), or null.</summary>
    public string? Note { get; }

    /// <summary>The grid at each moment.</summary>
    internal ImageGrid[] Frames { get; }

    private bool IsFrozen
    {
        get
        {
            var size = _images.Bytes.Length / FrameCount;
            return _images.Bytes.AsSpan(size).SequenceEqual(_images.Bytes.AsSpan(0, _images.Bytes.Length - size));
        }
    }

    /// <summary>The clip as an animated PNG file, enlarged.</summary>
    public byte[] ToApng() => ToApng(Frames[0].Scale, startFrame: 0);

    /// <summary>All frames as one still picture, for viewers that play nothing and to be read: a row a video, a column a frame.</summary>
    /// <param name="captions">One a video, left of its row.</param>
    public ImageGrid ToContactSheet(IEnumerable<string>? captions = null)
    {
        var size = _images.Bytes.Length / (FrameCount * Count);
        var bytes = new byte[_images.Bytes.Length];
        for (var frame = 0; frame < FrameCount; frame++)
            for (var video = 0; video < Count; video++)
                _images.Bytes.AsSpan((frame * Count + video) * size, size).CopyTo(bytes.AsSpan((video * FrameCount + frame) * size));
        return new(_images with { Bytes = bytes, Note = Note }, FrameCount, _padding, scale: 0, Title, Enumerable.Range(1, FrameCount).Select(frame => $"{frame}"), captions);
    }

    /// <summary>One line: how many videos of how many frames, and the note if there is one.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{(Title is null ? "" : Title + ": ")}{Count} clips of {FrameCount} frames of {_images.Width} × {_images.Height} pixels, {FramesPerSecond:0.##} frames a second") +
        (Note is null ? "" : "; " + Note);

    /// <param name="scale">How many times to enlarge.</param>
    /// <param name="startFrame">Which frame comes first; the others follow in a circle.</param>
    internal byte[] ToApng(int scale, int startFrame)
    {
        var first = Frames[0];
        var frames = Enumerable.Range(startFrame, FrameCount).Select(frame => Frames[frame % FrameCount].ToPixels(scale)).ToArray();
        return Apng.Encode(frames, first.GridWidth * scale, first.GridHeight * scale, first.Channels, FramesPerSecond);
    }
}

internal sealed class ClipFormatters() : FormatterSource<Clip>(
    (Mime.Html, ClipHtml.Write),
    (Mime.Png, clip => Convert.ToBase64String(clip.ToApng())),
    (Mime.Plain, clip => clip.ToString()));
