using System.Text.Json;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>A message that came in: whom to answer, its header (parsed, and as it was sent, to be echoed as parent header) and its content.</summary>
internal sealed record Message(
    IReadOnlyList<byte[]> Identities,
    string Id,
    string Type,
    ReadOnlyMemory<byte> Header,
    JsonElement Content)
{
    /// <summary>Says so when the message is larger than allowed; its content was not read then.</summary>
    internal string? TooLarge { get; init; }

    /// <summary>The parent of what the kernel sends unasked, such as the status `starting`.</summary>
    internal static readonly Message None = new([], "", "", "{}"u8.ToArray(), default);

    internal string Text(string name, string absent = "") =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : absent;

    internal bool Flag(string name, bool absent) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : absent;

    internal int Number(string name, int absent) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : absent;
}
