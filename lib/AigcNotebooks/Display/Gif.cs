namespace AigcNotebooks.Display;

/// <summary>Writes animated GIF files, where the package set can: <c>nuget</c> does, <c>system</c> does not.</summary>
public static class Gif
{
    /// <summary>Whether <see cref="Encode"/> works with the package set that the kit was built with.</summary>
    public static bool IsAvailable => ImageFiles.HasGif;

    /// <summary>Encodes frames as one animation that repeats for ever.</summary>
    /// <param name="frames">At least one; each row after row from the top, <paramref name="channels"/> bytes a pixel.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 (grey, 0 is black) or 3 (red, green, blue).</param>
    /// <param name="framesPerSecond">How fast; a GIF counts hundredths of a second, so at most 100.</param>
    /// <returns>The bytes of a GIF file.</returns>
    /// <exception cref="ArgumentException">A size is out of range, or a frame has another length than they ask for.</exception>
    /// <exception cref="NotSupportedException">The package set is <c>system</c>.</exception>
    public static byte[] Encode(IReadOnlyList<byte[]> frames, int width, int height, int channels, double framesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        foreach (var frame in frames)
            Png.CheckSize(frame, width, height, channels);
        if (framesPerSecond is not (> 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(framesPerSecond), framesPerSecond, "A GIF shows more than 0 and at most 100 frames a second.");
        return ImageFiles.Gif(frames, width, height, channels, (int)Math.Round(100 / framesPerSecond));
    }
}
