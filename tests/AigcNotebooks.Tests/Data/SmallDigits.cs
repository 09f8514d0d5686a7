using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using AigcNotebooks.Data;

namespace AigcNotebooks.Tests.Data;

/// <summary>Four small IDX files in MNIST's layout with random pictures, and a folder of their own that goes with them.</summary>
internal sealed class SmallDigits : IDisposable
{
    public const int Train = 40, Test = 10;

    public SmallDigits()
    {
        var random = new Random(7);
        (string Name, int[] Shape)[] files =
        [
            ("train-images-idx3-ubyte", [Train, 28, 28]), ("train-labels-idx1-ubyte", [Train]),
            ("t10k-images-idx3-ubyte", [Test, 28, 28]), ("t10k-labels-idx1-ubyte", [Test]),
        ];
        foreach (var (name, shape) in files)
        {
            var bytes = Idx(shape, shape.Length == 1 ? 10 : 256, random);
            Raw.Add(bytes);
            Files.Add(new IdxFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), shape));
        }
    }

    public List<IdxFile> Files { get; } = [];

    public List<byte[]> Raw { get; } = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("aigc-data-").FullName;

    public string Cache => Path.Combine(Folder, "cache");

    public string Given => Path.Combine(Folder, "given");

    /// <summary>The values that must come out, without headers.</summary>
    public byte[][] Values => [.. Raw.Zip(Files, (raw, file) => raw[(4 + 4 * file.Shape.Length)..])];

    public byte[] Gzip(int index) => Compress(Raw[index]);

    /// <summary>What a mirror has under <c>/name.gz</c>.</summary>
    public Dictionary<string, byte[]> Served => Enumerable.Range(0, 4).ToDictionary(i => $"/{Files[i].Name}.gz", Gzip);

    public string CachedPath(int index) => Path.Combine(Cache, Files[index].Name + ".gz");

    public string GivenPath(int index) => Path.Combine(Given, Files[index].Name + ".gz");

    public MnistOptions Options(params MirrorServer[] mirrors) => new()
    {
        DataFolder = null,
        CacheFolder = Cache,
        Files = Files,
        Mirrors = [.. mirrors.Select(mirror => mirror.Address)],
        StallTimeout = TimeSpan.FromSeconds(30),
        AllowStandIn = false,
    };

    /// <summary>Writes all four files, compressed, into <paramref name="folder"/>.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < 4; i++)
            File.WriteAllBytes(Path.Combine(folder, Files[i].Name + ".gz"), Gzip(i));
    }

    public static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] Idx(int[] shape, int values, Random random)
    {
        var header = 4 + 4 * shape.Length;
        var bytes = new byte[header + shape.Aggregate(1, (product, n) => product * n)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x0800 | shape.Length);
        for (var i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * i), shape[i]);
        for (var i = header; i < bytes.Length; i++)
            bytes[i] = (byte)random.Next(values);
        return bytes;
    }
}
