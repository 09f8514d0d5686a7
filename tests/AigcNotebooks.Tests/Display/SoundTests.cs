using System.Buffers.Binary;
using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Display;

public sealed class SoundTests
{
    [Fact]
    public void Samples_come_back_from_the_wav()
    {
        using var samples = tensor(new[] { 0f, 0.5f, -0.5f, 1f, -1f });

        var wav = new Sound(samples, 8000).ToWav();

        Assert.Equal("RIFF"u8, wav.AsSpan(0, 4));
        Assert.Equal("WAVEfmt "u8, wav.AsSpan(8, 8));
        Assert.Equal("data"u8, wav.AsSpan(36, 4));
        Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
        Assert.Equal(8000, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)));
        Assert.Equal(10, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        Assert.Equal([0, 16384, -16384, 32767, -32767], Enumerable.Range(0, 5).Select(i => (int)BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + 2 * i))));
    }

    [Fact]
    public void It_shows_itself_as_a_player_and_a_line()
    {
        using var samples = linspace(-1, 1, 4000).view(1, 4000);
        var sound = new Sound(samples, 8000, "a <tone>");

        var html = Formatter.ToDisplayString(sound, "text/html");

        Assert.Contains("<audio controls", html);
        Assert.Contains("a &lt;tone&gt;", html);
        Assert.Equal(sound.ToWav(), Convert.FromBase64String(html.Split("data:audio/wav;base64,")[1].Split('"')[0]));
        Assert.Equal("a <tone>: a sound of 0.5 s at 8,000 samples a second", Formatter.ToDisplayString(sound, "text/plain"));
        Assert.Null(sound.Note);
    }

    [Fact]
    public void What_a_listener_should_know_is_said()
    {
        using Tensor loud = tensor(new[] { 2f, 0.5f, -3f }), broken = tensor(new[] { float.NaN, 0.5f }), silent = zeros(4);

        Assert.Equal("2 of 3 samples lie outside [-1, 1] and are clipped", new Sound(loud, 8000).Note);
        Assert.Equal("1 of 2 samples are NaN or infinite (silent)", new Sound(broken, 8000).Note);
        Assert.Equal("there is nothing to be heard", new Sound(silent, 8000).Note);
        Assert.Contains("clipped", Formatter.ToDisplayString(new Sound(loud, 8000), "text/html"));
    }

    [Fact]
    public void Other_shapes_types_and_rates_are_errors()
    {
        using Tensor stereo = zeros(2, 8), none = zeros(0), whole = zeros([8], ScalarType.Int16), good = zeros(8);

        Assert.Contains("(2, 8)", Assert.Throws<ArgumentException>(() => new Sound(stereo, 8000)).Message);
        Assert.Contains("(0)", Assert.Throws<ArgumentException>(() => new Sound(none, 8000)).Message);
        Assert.Contains("Int16", Assert.Throws<ArgumentException>(() => new Sound(whole, 8000)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sound(good, 0));
    }
}
