using System.Security.Cryptography;
using System.Text;

namespace AigcNotebooks.Data;

/// <summary>A file of a model on Hugging Face's hub, with the sum that the hub's listing gives it.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sum">SHA-256 of a large file, or git's SHA-1 of a small one, in lower-case hexadecimal digits.</param>
internal sealed record HubFile(string FileName, long Length, string Sum) : ICheckedFile
{
    private const int Sha256Digits = 64;

    /// <summary>Checks the content and returns nothing of it: it is read from the cache's file, however large.</summary>
    public byte[] Read(Stream content, string where)
    {
        if (content.Length != Length)
            throw new InvalidDataException($"{where}: expected {Length:N0} bytes, found {content.Length:N0}{(content.Length < Length ? ": the file is cut short" : "")}.");
        bool isSha256 = Sum.Length == Sha256Digits;
        using var hash = IncrementalHash.CreateHash(isSha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        // Git sums a file up with its kind and length before it.
        if (!isSha256)
            hash.AppendData(Encoding.ASCII.GetBytes($"blob {Length}\0"));
        var buffer = new byte[1 << 18];
        for (int count; (count = content.Read(buffer)) > 0;)
            hash.AppendData(buffer, 0, count);
        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        return found == Sum ? [] : throw new InvalidDataException($"{where}: expected {(isSha256 ? "SHA-256" : "git's SHA-1")} {Sum}, found {found}.");
    }
}
