using System.Buffers;
using System.Text.Json;
using AigcNotebooks.Kernel.Display;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Protocol;

public sealed class MimeBundleTests
{
    private static JsonElement Written(string mimeType, string content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            new MimeBundle(mimeType, content).WriteTo(writer);
            writer.WriteEndObject();
        }
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement.GetProperty(mimeType);
    }

    [Theory]
    [InlineData("application/json", JsonValueKind.Object)]
    [InlineData("application/vnd.plotly.v1+json", JsonValueKind.Object)]
    [InlineData("text/html", JsonValueKind.String)]
    [InlineData("text/plain", JsonValueKind.String)]
    public void JsonTypesAreWrittenAsJson(string mimeType, JsonValueKind kind) => Assert.Equal(kind, Written(mimeType, "{\"a\": 1}").ValueKind);

    [Fact]
    public void WhatIsNoJsonIsAString() => Assert.Equal("{oops", Written("application/json", "{oops").GetString());

    [Fact]
    public void UnpairedSurrogatesAreReplaced() => Assert.Equal("a\uFFFDb😀\uFFFD", Written("text/plain", "a\ud800b😀\udc00").GetString());
}
