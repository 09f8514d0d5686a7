namespace AigcNotebooks.Display;

public sealed partial class Clip
{
    /// <summary>Writes the clip, enlarged, to a file of the kind that its name ends in: <c>.png</c> or <c>.apng</c> (animated PNG), <c>.gif</c> (where the package set has it, see <see cref="Gif.IsAvailable"/>),
    /// or <c>.mp4</c> (H.264 where the machine's ffmpeg has it; <c>AIGC_FFMPEG</c> names another ffmpeg than the one on the path). It is written under a temporary name and renamed: a file that is there stays
    /// until the new one is whole.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="sound">For an MP4: what is heard with it. The video ends with the longer of both.</param>
    /// <exception cref="ArgumentException">The name ends in something else, or a sound is given for a kind of file that has none.</exception>
    /// <exception cref="NotSupportedException">A GIF with the package set <c>system</c>, or an MP4 on a machine without ffmpeg.</exception>
    /// <exception cref="IOException">The file cannot be written, or ffmpeg failed; the message has what it said.</exception>
    public void Save(string path, Sound? sound = null)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is not (".png" or ".apng" or ".gif" or ".mp4"))
            throw new ArgumentException($"Expected a name that ends in .png, .apng, .gif or .mp4; found \"{path}\".", nameof(path));
        if (sound is not null && ending != ".mp4")
            throw new ArgumentException($"Only an .mp4 has sound; found \"{path}\".", nameof(sound));
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder} to write {Path.GetFileName(path)} to.");
        // The ending stays the last part of the name: ffmpeg goes by it.
        var part = $"{path}.{Environment.ProcessId}.part{ending}";
        try
        {
            var (scale, first) = (Frames[0].Scale, Frames[0]);
            if (ending == ".mp4")
                Mp4.Write(part, [.. Frames.Select(frame => frame.ToPixels(scale))], first.GridWidth * scale, first.GridHeight * scale, first.Channels, FramesPerSecond, sound);
            else
                File.WriteAllBytes(part, ending == ".gif"
                    ? Gif.Encode([.. Frames.Select(frame => frame.ToPixels(scale))], first.GridWidth * scale, first.GridHeight * scale, first.Channels, FramesPerSecond)
                    : ToApng());
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
