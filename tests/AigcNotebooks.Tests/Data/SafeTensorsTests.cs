using System.Buffers.Binary;
using System.Text;
using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class SafeTensorsTests
{
    [Fact]
    public void Tensors_of_every_type_come_back_as_they_went()
    {
        using var scope = NewDisposeScope();
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "x.safetensors");
        var tensors = new Dictionary<string, Tensor>
        {
            ["matrix"] = randn(3, 4).t(),
            ["empty"] = zeros(0, 5),
            ["scalar"] = tensor(7L),
            ["bytes"] = arange(5).to_type(ScalarType.Byte),
            ["half"] = randn(3).half(),
            ["brain"] = randn(3).bfloat16(),
            ["mask"] = arange(4).eq(2),
            ["double"] = randn(2).@double(),
        };
        SafeTensors.Save(path, tensors, new Dictionary<string, string> { ["note"] = "日本" });
        Dictionary<string, Tensor> read = SafeTensors.Load(path);
        Assert.Equal(tensors.Keys, read.Keys);
        foreach ((string key, Tensor value) in tensors)
        {
            Assert.Equal(value.dtype, read[key].dtype);
            Assert.Equal(value.shape, read[key].shape);
            Assert.True(value.Equals(read[key]), key);
        }
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", 8, "only 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 8, "needs 8 bytes and has 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "lies at bytes -8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "does not describe")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "does not describe")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown type 'Q4'")]
    [InlineData("""{"a":{"shape":[2]}}""", 8, "does not describe")]
    [InlineData("""{"a":""", 8, "no JSON")]
    public void A_damaged_file_is_refused_in_words(string header, int dataBytes, string message)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), file = new byte[8 + json.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        var e = Assert.Throws<InvalidDataException>(() => SafeTensors.Read(file, "bad.safetensors"));
        Assert.StartsWith("bad.safetensors: ", e.Message);
        Assert.Contains(message, e.Message);
    }

    [Fact]
    public void A_file_that_is_cut_off_or_of_another_kind_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => SafeTensors.Read(new byte[5], "short"));
        Assert.Throws<InvalidDataException>(() => SafeTensors.Read(Encoding.UTF8.GetBytes("PK\u0003\u0004 some zip archive, pickled"), "zip"));
    }
}
