using System.Security.Cryptography;
using System.Text;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>HMAC-SHA256 over a message's four JSON frames, as lower-case hex (Jupyter's wire protocol). Safe for concurrent use.</summary>
internal sealed class MessageSigner(byte[] key)
{
    /// <summary>The signature frame; empty when the key is empty.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> parentHeader, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> content)
    {
        if (key.Length == 0)
            return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(header);
        hash.AppendData(parentHeader);
        hash.AppendData(metadata);
        hash.AppendData(content);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Compares in constant time.</summary>
    internal bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> header, ReadOnlySpan<byte> parentHeader, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> content) =>
        key.Length == 0 || CryptographicOperations.FixedTimeEquals(signature, Sign(header, parentHeader, metadata, content));
}
