using System.Text;
using System.Text.Json;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>What a Jupyter connection file says: where to bind, and the key that signs messages (never print or log it).</summary>
internal sealed class ConnectionFile
{
    private readonly string transport;
    private readonly string ip;
    private readonly Dictionary<string, int> ports;

    private ConnectionFile(string transport, string ip, Dictionary<string, int> ports, byte[] key)
    {
        this.transport = transport;
        this.ip = ip;
        this.ports = ports;
        Key = key;
    }

    /// <summary>The HMAC key; empty means that messages are not signed.</summary>
    internal byte[] Key { get; }

    /// <summary>The ZeroMQ address of `shell`, `iopub`, `stdin`, `control` or `hb`.</summary>
    internal string Address(string channel) => transport == "ipc" ? $"ipc://{ip}-{ports[channel]}" : $"{transport}://{ip}:{ports[channel]}";

    /// <exception cref="InvalidDataException">The file is missing, is no JSON object, or lacks or mistypes a field; the message names both.</exception>
    internal static ConnectionFile Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"connection file '{path}' cannot be read: {exception.Message}");
        }
        return Parse(text, path);
    }

    internal static ConnectionFile Parse(string text, string path)
    {
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"connection file '{path}' is not JSON.");
        }
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"connection file '{path}': expected a JSON object, found {root.ValueKind}.");

        var transport = Text(root, "transport", path, "tcp");
        if (transport is not ("tcp" or "ipc"))
            throw new InvalidDataException($"connection file '{path}': transport is '{transport}', expected tcp or ipc.");
        var scheme = Text(root, "signature_scheme", path, "hmac-sha256");
        if (scheme != "hmac-sha256")
            throw new InvalidDataException($"connection file '{path}': signature_scheme is '{scheme}', only hmac-sha256 is supported.");
        var ports = new[] { "shell", "iopub", "stdin", "control", "hb" }.ToDictionary(name => name, name => Port(root, name, path));
        return new ConnectionFile(transport, Text(root, "ip", path, null), ports, Encoding.UTF8.GetBytes(Text(root, "key", path, "")));
    }

    private static string Text(JsonElement root, string name, string path, string? absent)
    {
        if (!root.TryGetProperty(name, out var value))
            return absent ?? throw new InvalidDataException($"connection file '{path}' has no \"{name}\".");
        return value.ValueKind == JsonValueKind.String ? value.GetString()!
            : throw new InvalidDataException($"connection file '{path}': \"{name}\" must be a string.");
    }

    private static int Port(JsonElement root, string channel, string path)
    {
        var name = channel + "_port";
        if (!root.TryGetProperty(name, out var value))
            throw new InvalidDataException($"connection file '{path}' has no \"{name}\".");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is > 0 and < 65536 ? port
            : throw new InvalidDataException($"connection file '{path}': \"{name}\" must be a port number from 1 to 65535.");
    }
}
