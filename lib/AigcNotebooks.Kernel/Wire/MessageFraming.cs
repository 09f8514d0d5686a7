using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>Between a message and its ZeroMQ frames: identities, `&lt;IDS|MSG&gt;`, signature, header, parent header, metadata, content.</summary>
internal sealed class MessageFraming(MessageSigner signer)
{
    internal const string ProtocolVersion = "5.5";

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string session = Guid.NewGuid().ToString("N");

    /// <summary>Reads a message that came in.</summary>
    /// <exception cref="InvalidDataException">It is malformed or its signature is wrong: to be logged and dropped.</exception>
    internal Message Parse(IReadOnlyList<byte[]> frames)
    {
        if (frames.Count == 0)
            throw new InvalidDataException($"oversized message: more than {MessageLimits.MostFrames} frames or {MessageLimits.MostBytesRead >> 20} MB");
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter))
            delimiter++;
        if (frames.Count < delimiter + 6)
            throw new InvalidDataException($"malformed message: {frames.Count} frames, expected <IDS|MSG> and five more after it");
        var (header, content) = (frames[delimiter + 2], frames[delimiter + 5]);
        if (header.Length > MessageLimits.MostHeaderBytes)
            throw new InvalidDataException($"malformed message: a header of {header.Length} bytes, expected at most {MessageLimits.MostHeaderBytes}");
        if (!signer.Verify(frames[delimiter + 1], header, frames[delimiter + 3], frames[delimiter + 4], content))
            throw new InvalidDataException("wrong signature");
        var bytes = frames.Sum(frame => (long)frame.Length);
        var tooLarge = bytes <= MessageLimits.MostBytes ? null
            : $"The message is too large: {bytes >> 20} MB; this kernel takes {MessageLimits.MostBytes >> 20} MB. Put large data into a file and read it in the cell.";
        var head = JsonText.ParseObject(header, "header");
        var body = JsonText.ParseObject(tooLarge is null ? JsonText.WithoutHalves(content) : EmptyObject, "content");
        return new Message(frames.Take(delimiter).ToArray(), Field(head, "msg_id"), Field(head, "msg_type"), header, body) { TooLarge = tooLarge };
    }

    /// <summary>The frames of a message to send; <paramref name="content"/> writes the fields inside the content object.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Serialize(
        string type, Message parent, IReadOnlyList<byte[]> identities, Action<Utf8JsonWriter> content, Action<Utf8JsonWriter>? metadata = null, int size = 0)
    {
        var header = Object(writer =>
        {
            writer.WriteString("msg_id", Guid.NewGuid().ToString("N"));
            writer.WriteString("session", session);
            writer.WriteString("username", "kernel");
            writer.WriteString("date", Timestamp(DateTime.UtcNow));
            writer.WriteString("msg_type", type);
            writer.WriteString("version", ProtocolVersion);
        });
        var meta = metadata is null ? EmptyObject : Object(metadata);
        var body = Object(content, size);
        var frames = new List<ReadOnlyMemory<byte>>(identities.Count + 6);
        foreach (var identity in identities)
            frames.Add(identity);
        frames.Add(Delimiter);
        frames.Add(signer.Sign(header.Span, parent.Header.Span, meta.Span, body.Span));
        frames.Add(header);
        frames.Add(parent.Header);
        frames.Add(meta);
        frames.Add(body);
        return frames;
    }

    /// <summary>ISO 8601 with six decimals: with .NET's own seven, jupyter_client does not take it for a time.</summary>
    internal static string Timestamp(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> fields, int size = 0)
    {
        // A large buffer that is right at once is neither copied nor doubled.
        var buffer = new ArrayBufferWriter<byte>(Math.Max(size + size / 16, 256));
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        writer.WriteStartObject();
        fields(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static string Field(JsonElement header, string name)
    {
        try
        {
            return header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!
                : throw new InvalidDataException($"malformed message: its header has no {name}");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException($"malformed message: its {name} holds half a surrogate pair");
        }
    }
}
