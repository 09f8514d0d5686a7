using System.Text;
using AigcNotebooks.Kernel.Wire;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Wire;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"s":"a"}""", "a")]
    [InlineData("""{"s":"\ud83d\ude00 \uD83D\uDE00"}""", "😀 😀")]
    [InlineData("""{"s":"\ud83d"}""", "\ufffd")]
    [InlineData("""{"s":"\ud83d\ud83d\ude00\ude00"}""", "\ufffd😀\ufffd")]
    [InlineData("""{"s":"\ud83dx\n\ud83d\\ude00"}""", "\ufffdx\n\ufffd\\ude00")]
    [InlineData("""{"s":"\\ud83d"}""", "\\ud83d")]
    public void EveryStringCanBeRead(string json, string text) =>
        Assert.Equal(text, JsonText.ParseObject(JsonText.WithoutHalves(Encoding.UTF8.GetBytes(json)), "content").GetProperty("s").GetString());

    [Theory]
    [InlineData("[1]", "content is a JSON Array, expected an object")]
    [InlineData("{\"a\": NaN}", "content is not JSON: 'N' is an invalid start of a value")]
    [InlineData("", "content is not JSON")]
    public void AMistakeIsNamed(string json, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => JsonText.ParseObject(Encoding.UTF8.GetBytes(json), "content")).Message);

    [Fact]
    public void WhatIsNotUtf8IsRefused() =>
        Assert.Contains("not UTF-8", Assert.Throws<InvalidDataException>(() => JsonText.ParseObject([.. "{\"a\":\""u8, 0xff, .. "\"}"u8], "header")).Message);
}
