using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace AigcNotebooks.Data;

/// <summary>What one file in the IDX format must hold, and how to read it: nothing is returned that was not checked to the last byte.</summary>
/// <remarks>
/// The format (Y. LeCun, "The MNIST database of handwritten digits"): two zero bytes, the type (8: unsigned bytes), the number of
/// dimensions, each dimension as a big-endian 32-bit number, then the values, row by row.
/// </remarks>
/// <param name="Name">File name without <c>.gz</c>.</param>
/// <param name="Sha256">SHA-256 of the uncompressed file, in lower-case hexadecimal digits.</param>
/// <param name="Shape">Expected dimensions.</param>
internal sealed record IdxFile(string Name, string Sha256, int[] Shape) : ICheckedFile
{
    private const int UnsignedBytes = 0x08;

    private int HeaderLength => 4 + 4 * Shape.Length;

    private int Count => Shape.Aggregate(1, (product, dimension) => checked(product * dimension));

    /// <inheritdoc/>
    public string FileName => Name + ".gz";

    /// <summary>Length of the uncompressed file in bytes.</summary>
    public long Length => HeaderLength + (long)Count;

    /// <summary>Reads the file's values.</summary>
    /// <param name="content">The file, compressed by gzip or not; seekable, read from its start.</param>
    /// <param name="where">What an error calls the file.</param>
    /// <returns>The values without the header.</returns>
    /// <exception cref="InvalidDataException">Magic number, dimensions, length or SHA-256 differ, or the compression is broken.</exception>
    public byte[] Read(Stream content, string where)
    {
        var start = new byte[2];
        content.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        content.Position = 0;
        if (start is not [0x1F, 0x8B])
            return ReadUncompressed(content, where);
        using var gzip = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return ReadUncompressed(gzip, where);
        }
        // The decompressor's own errors do not name the file.
        catch (InvalidDataException e) when (!e.Message.StartsWith(where, StringComparison.Ordinal))
        {
            throw Wrong(where, "a whole gzip file", $"broken compression ({e.Message.TrimEnd('.')})");
        }
    }

    private byte[] ReadUncompressed(Stream stream, string where)
    {
        var header = new byte[HeaderLength];
        var found = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (found >= 4)
            CheckMagicNumber(BinaryPrimitives.ReadInt32BigEndian(header), where);
        if (found < header.Length)
            throw Cut(found, where);
        for (var i = 0; i < Shape.Length; i++)
        {
            var dimension = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * i));
            if (dimension != Shape[i])
                throw Wrong(where, $"dimension {i} to be {Shape[i]}", $"{dimension}");
        }

        // Hashing each piece as it comes keeps the piece in the processor's cache.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        var values = new byte[Count];
        for (var at = 0; at < values.Length;)
        {
            var piece = stream.ReadAtLeast(values.AsSpan(at, Math.Min(1 << 18, values.Length - at)), 1, throwOnEndOfStream: false);
            if (piece == 0)
                throw Cut(header.Length + at, where);
            hash.AppendData(values, at, piece);
            at += piece;
        }
        if (stream.ReadByte() >= 0)
            throw Wrong(where, $"{Length:N0} bytes uncompressed", "more");
        var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (sum != Sha256)
            throw Wrong(where, $"SHA-256 {Sha256} (uncompressed)", sum);
        return values;
    }

    private void CheckMagicNumber(int found, string where)
    {
        var expected = UnsignedBytes << 8 | Shape.Length;
        if (found != expected)
            throw Wrong(where, $"magic number 0x{expected:X8}", $"0x{found:X8}");
    }

    private InvalidDataException Cut(long found, string where) =>
        Wrong(where, $"{Length:N0} bytes uncompressed", $"{found:N0}: the file is cut short");

    private static InvalidDataException Wrong(string where, string expected, string found) => new($"{where}: expected {expected}, found {found}.");
}
