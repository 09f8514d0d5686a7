using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AigcNotebooks.Training;

namespace AigcNotebooks.Display;

/// <summary>Writes MP4 files through the machine's ffmpeg.</summary>
internal static class Mp4
{
    /// <exception cref="NotSupportedException">There is no ffmpeg.</exception>
    /// <exception cref="IOException">It failed; the message has what it said.</exception>
    public static void Write(string path, IReadOnlyList<byte[]> frames, int width, int height, int channels, double framesPerSecond, Sound? sound)
    {
        var soundFile = sound is null ? null : Path.ChangeExtension(path, ".wav");
        try
        {
            if (sound is not null)
                File.WriteAllBytes(soundFile!, sound.ToWav());
            Run(Arguments(path, width, height, channels, framesPerSecond, soundFile), frames);
        }
        finally
        {
            if (soundFile is not null)
                File.Delete(soundFile);
        }
    }

    private static string[] Arguments(string path, int width, int height, int channels, double framesPerSecond, string? soundFile) =>
    [
        "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
        "-f", "rawvideo", "-pixel_format", channels == 1 ? "gray" : "rgb24", "-video_size", $"{width}x{height}",
        "-framerate", framesPerSecond.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0",
        .. soundFile is null ? Array.Empty<string>() : ["-i", soundFile],
        // Players ask for yuv420p, whose colours are shared by two pixels each way: sizes must be even.
        "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:0:0:gray", "-pix_fmt", "yuv420p", "-movflags", "+faststart", path,
    ];

    private static void Run(string[] arguments, IReadOnlyList<byte[]> frames)
    {
        using var process = Start(arguments);
        var said = process.StandardError.ReadToEndAsync();
        try
        {
            foreach (var frame in frames)
                process.StandardInput.BaseStream.Write(frame);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; what it said comes below.
        }
        while (!process.WaitForExit(100))
            if (Stop.Token.IsCancellationRequested)
            {
                process.Kill();
                process.WaitForExit();
                Stop.ThrowIfRequested();
            }
        if (process.ExitCode != 0)
            throw new IOException($"ffmpeg failed (exit status {process.ExitCode}): {said.GetAwaiter().GetResult().Trim()}");
    }

    private static Process Start(string[] arguments)
    {
        var name = Environment.GetEnvironmentVariable("AIGC_FFMPEG") is { Length: > 0 } given ? given : "ffmpeg";
        try
        {
            return Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            throw new NotSupportedException($"An MP4 needs ffmpeg, and \"{name}\" cannot be started ({e.Message}). Install it (apt-get install ffmpeg), name one in AIGC_FFMPEG, or save the clip as .png.", e);
        }
    }
}
