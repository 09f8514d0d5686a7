using System.Buffers.Binary;
using System.Net;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace AigcNotebooks.Display;

/// <summary>A sound that can be heard in the notebook: a player with a WAV file of 16 bits, one channel. Immutable; it keeps bytes, no tensor. Taught by notebook 11.</summary>
/// <remarks>Two bytes a sample: a second at 8 kHz adds 21 kB to a notebook. Samples that are NaN or infinite are silent, those outside [-1, 1] are clipped, and a line below the player says how many;
/// it says, too, when there is nothing to be heard.</remarks>
[TypeFormatterSource(typeof(SoundFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed class Sound
{
    private const int HeaderLength = 44;
    private readonly short[] _samples;

    /// <summary>A sound of a tensor, which stays the caller's and may be on any device.</summary>
    /// <param name="samples">Shape (T), or (1, T) for one channel; floating-point values in [-1, 1].</param>
    /// <param name="sampleRate">Samples a second, at least 1; browsers play 3,000 to 192,000.</param>
    /// <param name="title">Shown above the player.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or type, or no samples.</exception>
    public Sound(Tensor samples, int sampleRate, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        var shape = samples.shape;
        if (shape is not [> 0] and not [1, > 0] || !samples.is_floating_point())
            throw new ArgumentException($"A sound takes floating-point samples of shape (T) or (1, T), at least one; got {samples.dtype} ({string.Join(", ", shape)}).", nameof(samples));
        using var scope = NewDisposeScope();
        var values = samples.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
        (SampleRate, Title) = (sampleRate, title);
        _samples = Array.ConvertAll(values, value => float.IsFinite(value) ? (short)Math.Round(Math.Clamp(value, -1f, 1f) * short.MaxValue) : (short)0);
        Note = NoteOn(values);
    }

    /// <summary>Samples a second.</summary>
    public int SampleRate { get; }

    /// <summary>Shown above the player, if any.</summary>
    public string? Title { get; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)_samples.Length / SampleRate);

    /// <summary>What the listener should know about the samples (NaN, clipped, silence), or null.</summary>
    public string? Note { get; }

    /// <summary>The sound as a WAV file: PCM, 16 bits, one channel.</summary>
    public byte[] ToWav()
    {
        var file = new byte[HeaderLength + 2 * _samples.Length];
        var header = file.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16); // length of this chunk
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1); // channels
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], 2 * SampleRate); // bytes a second
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 2); // bytes a sample
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16); // bits a sample
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], 2 * _samples.Length);
        for (var i = 0; i < _samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(header[(HeaderLength + 2 * i)..], _samples[i]);
        return file;
    }

    /// <summary>One line: how long at which rate, and the note if there is one.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{(Title is null ? "" : Title + ": ")}a sound of {Duration.TotalSeconds:0.##} s at {SampleRate:N0} samples a second") + (Note is null ? "" : "; " + Note);

    internal string ToHtml() =>
        "<figure style=\"margin:0;max-width:100%\">" +
        (Title is null ? "" : $"<figcaption style=\"font-size:15px;margin:4px 0;text-align:left\">{WebUtility.HtmlEncode(Title)}</figcaption>") +
        $"<audio controls preload=\"metadata\" aria-label=\"{WebUtility.HtmlEncode(ToString())}\" src=\"data:audio/wav;base64,{Convert.ToBase64String(ToWav())}\" style=\"max-width:100%\"></audio>" +
        (Note is null ? "" : $"<p style=\"margin:4px 0;font-size:12px;color:#D55E00;text-align:left\">{WebUtility.HtmlEncode(Note)}</p>") + "</figure>";

    private static string? NoteOn(float[] values)
    {
        var broken = values.Count(value => !float.IsFinite(value));
        // Half a step of the file is not worth a word.
        var clipped = values.Count(value => float.IsFinite(value) && Math.Abs(value) > 1 + 0.5f / short.MaxValue);
        var isSilent = values.All(value => !float.IsFinite(value) || Math.Abs(value) < 0.5f / short.MaxValue);
        string?[] notes =
        [
            broken == 0 ? null : $"{broken:N0} of {values.Length:N0} samples are NaN or infinite (silent)",
            clipped == 0 ? null : $"{clipped:N0} of {values.Length:N0} samples lie outside [-1, 1] and are clipped",
            isSilent ? "there is nothing to be heard" : null,
        ];
        return notes.Any(note => note is not null) ? string.Join("; ", notes.Where(note => note is not null)) : null;
    }
}

internal sealed class SoundFormatters() : FormatterSource<Sound>(
    (Mime.Html, sound => sound.ToHtml()),
    (Mime.Plain, sound => sound.ToString()));
