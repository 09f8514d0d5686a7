using System.Text;
using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly SmallDigits _digits = new();

    public void Dispose() => _digits.Dispose();

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void A_good_file_gives_its_values_compressed_or_not(int index)
    {
        Assert.Equal(_digits.Values[index], Read(index, _digits.Raw[index]));
        Assert.Equal(_digits.Values[index], Read(index, _digits.Gzip(index)));
    }

    [Fact]
    public void A_gzip_file_cut_anywhere_is_an_error()
    {
        // The last bytes are gzip's own checksum and an end mark: without them the values are still whole, and their SHA-256 says so.
        const int trailer = 10;
        var whole = _digits.Gzip(1);
        for (var length = 0; length < whole.Length - trailer; length++)
            Assert.Contains("some/file.gz: expected", Error(1, whole[..length]));
    }

    [Fact]
    public void A_large_gzip_file_cut_short_says_so()
    {
        var whole = _digits.Gzip(0);
        var error = Error(0, whole[..(whole.Length / 2)]);
        Assert.Contains("some/file.gz: expected", error);
        Assert.Matches("cut short|broken compression", error);
    }

    [Fact]
    public void One_flipped_bit_is_found_wherever_it_is()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var bytes = _digits.Gzip(3);
            // Bytes 3 to 9 of gzip's header are flags, date and system: of no consequence to the content.
            var at = random.Next(10, bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            try
            {
                Assert.Equal(_digits.Values[3], Read(3, bytes));
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith("some/file.gz: expected", e.Message);
            }
        }
    }

    [Fact]
    public void Another_magic_number_is_named()
    {
        var bytes = Changed(0, 3, 1);
        Assert.Contains("expected magic number 0x00000803, found 0x00000801", Error(0, bytes));
        Assert.Contains("expected magic number 0x00000803, found 0x00000801", Error(0, SmallDigits.Compress(bytes)));
        Assert.Contains("expected magic number 0x00000801, found 0x00000803", Error(1, _digits.Raw[0]));
    }

    [Fact]
    public void A_web_page_in_place_of_the_file_is_named_by_its_magic_number() =>
        Assert.Contains("found 0x3C68746D", Error(0, Encoding.ASCII.GetBytes("<html>Please log in</html>")));

    [Theory, InlineData(7, 0), InlineData(11, 1), InlineData(15, 2)]
    public void Other_dimensions_are_named(int at, int dimension)
    {
        var bytes = Changed(0, at, 99);
        Assert.Contains($"expected dimension {dimension} to be {_digits.Files[0].Shape[dimension]}, found 99", Error(0, bytes));
    }

    [Theory, InlineData(0), InlineData(3), InlineData(9), InlineData(16), InlineData(1000)]
    public void A_file_too_short_is_named_with_both_lengths(int length)
    {
        var error = Error(0, _digits.Raw[0][..length]);
        Assert.Contains($"expected {_digits.Files[0].Length:N0} bytes uncompressed, found {length:N0}: the file is cut short", error);
    }

    [Fact]
    public void A_file_too_long_is_named()
    {
        byte[] bytes = [.. _digits.Raw[0], 0];
        Assert.Contains($"expected {_digits.Files[0].Length:N0} bytes uncompressed, found more", Error(0, bytes));
        Assert.Contains("found more", Error(0, SmallDigits.Compress(bytes)));
    }

    [Fact]
    public void Another_SHA_256_is_named()
    {
        var error = Error(0, Changed(0, 5000, (byte)~_digits.Raw[0][5000]));
        Assert.Contains($"expected SHA-256 {_digits.Files[0].Sha256} (uncompressed), found ", error);
    }

    private byte[] Changed(int index, int at, byte value)
    {
        var bytes = (byte[])_digits.Raw[index].Clone();
        bytes[at] = value;
        return bytes;
    }

    private byte[] Read(int index, byte[] content) => _digits.Files[index].Read(new MemoryStream(content), "some/file.gz");

    private string Error(int index, byte[] content) => Assert.Throws<InvalidDataException>(() => Read(index, content)).Message;
}
