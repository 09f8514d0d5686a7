using System.Security.Cryptography;
using System.Text;
using AigcNotebooks.Kernel.Wire;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Wire;

public sealed class MessageFramingTests
{
    private static readonly byte[] Key = "a0436f6c-1916-498b-8eb9-e81ab9368e84"u8.ToArray();
    private static readonly MessageFraming Framing = new(new MessageSigner(Key));

    private static List<byte[]> Sent(MessageFraming framing) =>
        framing.Serialize("execute_request", Message.None, ["client"u8.ToArray(), [0, 255]], writer => writer.WriteString("code", "\"中文\" + '😀'"))
            .Select(frame => frame.ToArray()).ToList();

    /// <summary>The expected digest is Python's: hmac.new(b"key", b'{"a": 1}' + b"{}" + b"{}" + b"{}", "sha256").hexdigest().</summary>
    [Fact]
    public void SignsAsPythonDoes() => Assert.Equal(
        "edd7530f59a85381002058df67d0736c74632049e0268a68027d5f8a8ef663f6",
        Encoding.ASCII.GetString(new MessageSigner("key"u8.ToArray()).Sign("{\"a\": 1}"u8, "{}"u8, "{}"u8, "{}"u8)));

    [Fact]
    public void WhatIsSentCanBeRead()
    {
        var message = Framing.Parse(Sent(Framing));
        Assert.Equal("execute_request", message.Type);
        Assert.Equal("\"中文\" + '😀'", message.Text("code"));
        Assert.Equal(["client"u8.ToArray(), [0, 255]], message.Identities);
    }

    [Fact]
    public void TheRequestsHeaderIsEchoedByteForByte()
    {
        var request = Framing.Parse(Sent(Framing));
        var reply = Framing.Serialize("execute_reply", request, request.Identities, _ => { });
        Assert.Equal(request.Header.ToArray(), reply[5].ToArray());
        Assert.Equal(request.Identities[0], reply[0].ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void ATamperedFrameIsRefused(int frame)
    {
        var frames = Sent(Framing);
        frames[frame] = frames[frame].Length == 64 ? Encoding.ASCII.GetBytes(new string('0', 64)) : [.. frames[frame], (byte)' '];
        Assert.Equal("wrong signature", Assert.Throws<InvalidDataException>(() => Framing.Parse(frames)).Message);
    }

    [Fact]
    public void AnotherKeyIsRefused()
    {
        var stranger = new MessageFraming(new MessageSigner(RandomNumberGenerator.GetBytes(32)));
        Assert.Throws<InvalidDataException>(() => Framing.Parse(Sent(stranger)));
    }

    [Fact]
    public void WithoutAKeyNothingIsSigned()
    {
        var open = new MessageFraming(new MessageSigner([]));
        var frames = Sent(open);
        Assert.Empty(frames[3]);
        Assert.Equal("execute_request", open.Parse(frames).Type);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void TooFewFramesAreMalformed(int count) =>
        Assert.StartsWith("malformed", Assert.Throws<InvalidDataException>(() => Framing.Parse(Sent(Framing)[..count])).Message);

    [Fact]
    public void AContentTooLargeIsNotReadButSaid()
    {
        var frames = Framing.Serialize("execute_request", Message.None, [], writer => writer.WriteString("code", new string('x', MessageLimits.MostBytes))).Select(frame => frame.ToArray()).ToList();
        var message = Framing.Parse(frames);
        Assert.Contains("too large: 32 MB", message.TooLarge);
        Assert.Equal(("execute_request", ""), (message.Type, message.Text("code")));
    }

    [Fact]
    public void WhatTheSocketThrewAwayIsOversized() => Assert.StartsWith("oversized", Assert.Throws<InvalidDataException>(() => Framing.Parse([])).Message);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"msg_id\": \"1\"}")]
    [InlineData("{\"msg_id\": 1, \"msg_type\": \"x\"}")]
    [InlineData("{\"msg_id\": \"\\ud800\", \"msg_type\": \"x\"}")]
    public void AWrongHeaderIsMalformed(string header)
    {
        byte[][] body = [Encoding.UTF8.GetBytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()];
        byte[][] frames = ["<IDS|MSG>"u8.ToArray(), new MessageSigner(Key).Sign(body[0], body[1], body[2], body[3]), .. body];
        Assert.StartsWith("malformed", Assert.Throws<InvalidDataException>(() => Framing.Parse(frames)).Message);
    }
}
