using AigcNotebooks.Kernel.Wire;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Wire;

public sealed class ConnectionFileTests
{
    private const string Good = """{"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5, "ip": "127.0.0.1", "key": "k", "transport": "tcp", "signature_scheme": "hmac-sha256"}""";

    [Fact]
    public void SaysWhereToBind()
    {
        var file = ConnectionFile.Parse(Good, "f");
        Assert.Equal(["tcp://127.0.0.1:1", "tcp://127.0.0.1:5"], [file.Address("shell"), file.Address("hb")]);
        Assert.Equal("k"u8.ToArray(), file.Key);
        Assert.Equal("ipc://127.0.0.1-2", ConnectionFile.Parse(Good.Replace("\"tcp\"", "\"ipc\""), "f").Address("iopub"));
    }

    [Theory]
    [InlineData("\"shell_port\": 1", "\"other\": 1", "shell_port")]
    [InlineData("\"shell_port\": 1", "\"shell_port\": 0", "shell_port")]
    [InlineData("\"shell_port\": 1", "\"shell_port\": \"1\"", "shell_port")]
    [InlineData("\"ip\": \"127.0.0.1\"", "\"ip\": 5", "ip")]
    [InlineData("hmac-sha256", "hmac-md5", "signature_scheme")]
    [InlineData("\"tcp\"", "\"udp\"", "transport")]
    [InlineData("{", "[", "not JSON")]
    public void AMistakeIsNamed(string from, string to, string named)
    {
        var message = Assert.Throws<InvalidDataException>(() => ConnectionFile.Parse(Good.Replace(from, to), "some.json")).Message;
        Assert.Contains(named, message);
        Assert.Contains("some.json", message);
    }

    [Fact]
    public void AMissingFileIsNamed() => Assert.Contains("/nowhere/f.json", Assert.Throws<InvalidDataException>(() => ConnectionFile.Read("/nowhere/f.json")).Message);
}
