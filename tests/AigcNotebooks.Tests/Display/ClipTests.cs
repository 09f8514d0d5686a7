using AigcNotebooks.Display;
using AigcNotebooks.Training;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Display;

public sealed class ClipTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-clip-").FullName;
    private readonly string? _ffmpeg = Environment.GetEnvironmentVariable("AIGC_FFMPEG");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("AIGC_FFMPEG", _ffmpeg);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Videos_stand_beside_each_other_in_each_frame()
    {
        // Two grey videos of two frames of 1 × 2 pixels: the first counts from 0, the second from 4.
        using var videos = arange(8, dtype: ScalarType.Byte).view(2, 1, 2, 1, 2);

        var apng = ApngReader.Read(new Clip(videos, padding: 0, scale: 1, framesPerSecond: 5).ToApng());

        Assert.Equal((4, 1), (apng.Width, apng.Height));
        Assert.Equal([[0, 1, 4, 5], [2, 3, 6, 7]], apng.Frames);
        Assert.Equal([0.2, 0.2], apng.Seconds);
    }

    [Fact]
    public void One_video_in_colour_and_floats_of_a_range()
    {
        using var clip = full(3, 2, 1, 1, -1.0);
        clip[0, 1] = ones(1, 1);

        var apng = ApngReader.Read(new Clip(clip, range: (-1, 1), padding: 0, scale: 1).ToApng());

        Assert.Equal([[0, 0, 0], [255, 0, 0]], apng.Frames);
    }

    [Fact]
    public void Html_plays_without_script_and_has_the_picture_once()
    {
        using var videos = rand([3, 1, 4, 8, 8]);
        var clip = new Clip(videos, title: "a < b", columnCaptions: ["x", "y", "z"]);

        var html = Formatter.ToDisplayString(clip, "text/html");

        Assert.Equal(2, html.Split("data:image/png;base64,").Length);
        var bytes = Convert.FromBase64String(html.Split("data:image/png;base64,")[1].Split('"')[0]);
        Assert.Equal(4, ApngReader.Read(bytes).Frames.Count);
        Assert.Contains("a &lt; b", html);
        Assert.Contains(",100);</script>", html);
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Clip)));
        Assert.Equal("a < b: 3 clips of 4 frames of 8 × 8 pixels, 10 frames a second", Formatter.ToDisplayString(clip, "text/plain"));
        Assert.Equal(clip.ToApng(), Convert.FromBase64String(Formatter.ToDisplayString(clip, "image/png")));
    }

    [Fact]
    public void A_single_frame_is_a_still_picture()
    {
        using var videos = rand([1, 1, 1, 4, 4]);
        var clip = new Clip(videos, padding: 0, scale: 1);

        Assert.Equal(16, PngReader.Read(clip.ToApng()).Pixels.Length);
        Assert.DoesNotContain("<script", Formatter.ToDisplayString(clip, "text/html"));
        Assert.Null(clip.Note);
    }

    [Fact]
    public void A_contact_sheet_has_a_row_a_video_and_a_column_a_frame()
    {
        using var videos = arange(12, dtype: ScalarType.Byte).view(2, 1, 3, 1, 2);
        var sheet = new Clip(videos, padding: 0, title: "t").ToContactSheet(["first", "second"]);

        Assert.Equal((2, 3), (sheet.Rows, sheet.Columns));
        Assert.Equal(Enumerable.Range(0, 12).Select(value => (byte)value), PngReader.Read(sheet.ToPng(1)).Pixels);
        Assert.Equal("t", sheet.Title);
    }

    [Fact]
    public void What_a_reader_should_know_is_said()
    {
        using var videos = rand([2, 1, 3, 4, 4]);
        using var frozen = videos.narrow(2, 0, 1).expand(2, 1, 3, 4, 4);
        using var broken = videos.clone();
        broken[1, 0, 2, 0, 0] = tensor(float.NaN);
        using var black = zeros([2, 1, 3, 4, 4]);

        Assert.Null(new Clip(videos).Note);
        Assert.Equal("nothing moves: all frames are equal", new Clip(frozen).Note);
        Assert.Equal("every pixel has the same value (0)", new Clip(black).Note);
        Assert.Contains("1 of 96 values are NaN or infinite (magenta)", new Clip(broken).Note);
        Assert.Contains("are clipped", new Clip(videos * 2 - 1).Note);
        Assert.Contains("nothing moves", Formatter.ToDisplayString(new Clip(frozen), "text/html"));
    }

    [Fact]
    public void The_tensor_stays_usable_and_nothing_else_stays()
    {
        using var scope = NewDisposeScope();
        var videos = zeros([2, 1, 3, 4, 4], requires_grad: true);

        _ = new Clip(videos);

        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal([2L, 1, 3, 4, 4], videos.shape);
    }

    [Fact]
    public void Other_shapes_and_types_are_errors_that_say_what_to_do()
    {
        using Tensor image = zeros(8, 8), images = zeros([64, 2, 8, 8, 8]), none = zeros([1, 1, 0, 8, 8]), whole = zeros([1, 1, 2, 8, 8], ScalarType.Int64), good = zeros([2, 1, 2, 4, 4]);

        Assert.Contains("(8, 8)", Assert.Throws<ArgumentException>(() => new Clip(image)).Message);
        Assert.Contains("C = 1 (grey) or 3", Assert.Throws<ArgumentException>(() => new Clip(images)).Message);
        Assert.Contains("at least one frame", Assert.Throws<ArgumentException>(() => new Clip(none)).Message);
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => new Clip(whole)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Clip(good, framesPerSecond: 0));
        Assert.Contains("2 columns and 1 captions", Assert.Throws<ArgumentException>(() => new Clip(good, columnCaptions: ["a"])).Message);
    }

    [Fact]
    public void In_a_running_board_it_plays_without_script_and_gets_its_player_at_the_end()
    {
        using var videos = rand([1, 1, 4, 8, 8]);
        var progress = new TrainingProgress(10);
        var board = new LiveBoard(progress, new Clip(videos));

        progress.Update(9);
        var html = Formatter.ToDisplayString(board, "text/html");
        Assert.DoesNotContain("<script", html);
        var frames = ApngReader.Read(Convert.FromBase64String(html.Split("data:image/png;base64,")[1].Split('"')[0])).Frames;
        var whole = ApngReader.Read(new Clip(videos, scale: 1).ToApng()).Frames;
        var start = whole.FindIndex(frame => frame.SequenceEqual(frames[0]));
        Assert.Equal(whole[start..].Concat(whole[..start]), frames);
        progress.Update(10);
        Assert.Contains("<script>", Formatter.ToDisplayString(board, "text/html"));
    }

    [Fact]
    public void Files_are_whole_or_not_there()
    {
        using var videos = rand([2, 1, 3, 5, 5]);
        var clip = new Clip(videos);
        string In(string name) => Path.Combine(_folder, name);

        clip.Save(In("clip.png"));
        Assert.Equal(clip.ToApng(), File.ReadAllBytes(In("clip.png")));
        if (!Gif.IsAvailable)
            Assert.Throws<NotSupportedException>(() => clip.Save(In("clip.gif")));
        Assert.Contains(".mp4", Assert.Throws<ArgumentException>(() => clip.Save(In("clip.avi"))).Message);
        Assert.Throws<DirectoryNotFoundException>(() => clip.Save(In("absent/clip.png")));
        Assert.Throws<ArgumentException>(() => clip.Save(In("clip.png"), new Sound(zeros(8), 8000)));

        // An ffmpeg that is not there, and one that fails after it has written something.
        File.WriteAllText(In("clip.mp4"), "the old one");
        Environment.SetEnvironmentVariable("AIGC_FFMPEG", In("no-ffmpeg"));
        Assert.Contains("apt-get install ffmpeg", Assert.Throws<NotSupportedException>(() => clip.Save(In("clip.mp4"))).Message);
        if (!OperatingSystem.IsWindows())
        {
            File.WriteAllText(In("fails"), "#!/bin/sh\nfor last; do :; done\nhead -c 10 > \"$last\"\necho no such codec >&2\nexit 3\n");
            File.SetUnixFileMode(In("fails"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Environment.SetEnvironmentVariable("AIGC_FFMPEG", In("fails"));
            Assert.Equal("ffmpeg failed (exit status 3): no such codec", Assert.Throws<IOException>(() => clip.Save(In("clip.mp4"), new Sound(zeros(8), 8000))).Message);
        }
        Assert.Equal("the old one", File.ReadAllText(In("clip.mp4")));
        Assert.Equal(["clip.mp4", "clip.png"], Directory.GetFiles(_folder).Select(Path.GetFileName).Except(["fails"]).Order());
    }

    [Fact]
    public void Mp4_has_all_frames()
    {
        var path = Path.Combine(_folder, "clip.mp4");
        using var videos = rand([1, 1, 8, 5, 5]);
        try
        {
            new Clip(videos, scale: 5).Save(path, new Sound(rand(6400), 8000));
        }
        catch (NotSupportedException)
        {
            Assert.Skip("there is no ffmpeg on this machine");
        }
        var file = File.ReadAllBytes(path);
        Assert.Equal("ftyp"u8, file.AsSpan(4, 4));
        Assert.True(file.AsSpan().IndexOf("soun"u8) > file.AsSpan().IndexOf("vide"u8));
        // The video track's box of sample sizes: version, one size for all, how many.
        Assert.Equal(8, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(file.AsSpan().IndexOf("stsz"u8) + 12)));
    }
}
