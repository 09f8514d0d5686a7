using System.Security.Cryptography;

namespace AigcNotebooks.Data;

/// <summary>A file that must have just these bytes.</summary>
/// <param name="FileName">As the mirrors and the cache call it.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
/// <param name="Length">In bytes.</param>
internal sealed record PlainFile(string FileName, string Sha256, long Length) : ICheckedFile
{
    /// <inheritdoc/>
    public byte[] Read(Stream content, string where)
    {
        if (content.Length != Length)
            throw new InvalidDataException($"{where}: expected {Length:N0} bytes, found {content.Length:N0}{(content.Length < Length ? ": the file is cut short" : "")}.");
        var bytes = new byte[Length];
        content.ReadExactly(bytes);
        string sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return sum == Sha256 ? bytes : throw new InvalidDataException($"{where}: expected SHA-256 {Sha256}, found {sum}.");
    }
}
