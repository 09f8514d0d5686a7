using System.Buffers.Binary;
using System.Text;
using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class SafeTensorsFileTests
{
    private static readonly string FromPython = Path.Combine(AppContext.BaseDirectory, "python.safetensors");
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void A_file_that_Python_wrote_is_read_one_tensor_at_a_time()
    {
        using var scope = NewDisposeScope();
        using SafeTensorsFile file = SafeTensorsFile.Open(FromPython);
        Assert.Equal("quotes \" and 日本", file.Metadata["note"]);
        Assert.Equal(["mask", "u8", "i8", "i16", "i32", "i64", "f16", "bf16", "f32", "f64", "number", "none", "layers.0.größe 日本"], file.Entries.Keys);
        Assert.Equal([2L, 3L], file.Entries["f32"].Shape);
        Assert.Equal(ScalarType.BFloat16, file.Entries["bf16"].Type);
        Assert.Equal([0.1f, -0.2f, 0.3f, 1e30f, -1e-30f, 0f], file.Load("f32").data<float>().ToArray());
        Assert.Equal([long.MinValue, long.MaxValue], file.Load("i64").data<long>().ToArray());
        Assert.Equal([int.MinValue, int.MaxValue], file.Load("i32").data<int>().ToArray());
        Assert.Equal([short.MinValue, short.MaxValue], file.Load("i16").data<short>().ToArray());
        Assert.Equal([(sbyte)-128, (sbyte)0, (sbyte)127], file.Load("i8").data<sbyte>().ToArray());
        Assert.Equal([(byte)0, (byte)1, (byte)254, (byte)255], file.Load("u8").data<byte>().ToArray());
        Assert.Equal([true, false, true], file.Load("mask").data<bool>().ToArray());
        Assert.Equal([0.5f, -2f, 65504f], file.Load("f16").@float().data<float>().ToArray());
        Assert.Equal([1f, -2f], file.Load("bf16").@float().data<float>().ToArray());
        Assert.Equal(0.1, file.Load("f64").data<double>()[0]);
        Assert.Equal(42f, file.Load("number").item<float>());
        Assert.Equal([0L, 4L], file.Load("none").shape);
        Assert.Equal(7f, file.Load("layers.0.größe 日本").item<float>());
        Assert.Equal(["i8", "f64"], file.Load(["i8", "f64"]).Keys);
        Assert.Contains("no tensor 'f8'", Assert.Throws<KeyNotFoundException>(() => file.Load("f8")).Message);
        Assert.Throws<KeyNotFoundException>(() => SafeTensors.Load(FromPython, ["f32", "f8"]));
    }

    [Fact]
    public void What_is_written_is_what_Python_writes()
    {
        using var scope = NewDisposeScope();
        using SafeTensorsFile file = SafeTensorsFile.Open(FromPython);
        string copy = Path.Combine(_folder, "copy.safetensors");
        SafeTensors.Save(copy, file.Load(), file.Metadata);
        Assert.Equal(File.ReadAllBytes(FromPython), File.ReadAllBytes(copy));
        foreach ((string name, Tensor tensor) in SafeTensors.Read(File.ReadAllBytes(copy), "copy"))
            Assert.True(tensor.Equals(file.Load(name)), name);
    }

    [Fact]
    public void Every_tensor_lies_at_a_multiple_of_its_width()
    {
        using var scope = NewDisposeScope();
        string path = Path.Combine(_folder, "aligned.safetensors");
        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["odd"] = ones(3).to_type(ScalarType.Byte), ["half"] = ones(3).half(), ["long"] = ones(1).@long(), ["float"] = ones(3) });
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        Assert.Equal(0, (BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(path)) + 8) % 8);
        Assert.All(file.Entries.Values, entry => Assert.Equal(0, entry.Offset % entry.Type.ElementSize()));
        Assert.Throws<ArgumentException>(() => SafeTensors.Save(path, new Dictionary<string, Tensor> { ["__metadata__"] = ones(1) }));
        Assert.Throws<NotSupportedException>(() => SafeTensors.Save(path, new Dictionary<string, Tensor> { ["z"] = zeros(1, dtype: ScalarType.ComplexFloat32) }));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    public static TheoryData<string, int, string> DamagedHeaders => new()
    {
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "begins at byte 2, where 4 was due; tensors overlap" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "overlap" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "leave a hole" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "fill 4 of 5 bytes" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "no JSON" },
        { """{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", 4, "no JSON" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 8, "not two numbers" },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "does not describe" },
        { """{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", 4, "does not describe" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""", 4, "only 4" },
        { """{"a":[]}""", 0, "does not describe" },
        { """{"__metadata__":{"x":1}}""", 0, "does not describe" },
        { """[]""", 0, "does not describe" },
        { """ {}""", 0, "does not begin with {" },
        { """{} {}""", 0, "no JSON" },
    };

    [Theory, MemberData(nameof(DamagedHeaders))]
    public void A_damaged_header_is_refused_in_words_mapped_or_not(string header, int dataBytes, string message)
    {
        byte[] file = Layout(header, dataBytes);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SafeTensors.Read(file, "bad")).Message);
        string path = Path.Combine(_folder, "bad.safetensors");
        File.WriteAllBytes(path, file);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Open(path)).Message);
    }

    [Fact]
    public void Every_cut_of_a_file_and_a_length_that_lies_are_refused()
    {
        byte[] whole = File.ReadAllBytes(FromPython);
        string path = Path.Combine(_folder, "cut.safetensors");
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));
            Assert.Throws<InvalidDataException>(() => SafeTensors.Read(whole.AsMemory(0, length), "cut"));
        }
        foreach (long lie in (long[])[-1, 0, 1, long.MaxValue, long.MinValue, 200_000_000, whole.Length])
        {
            byte[] file = [.. BitConverter.GetBytes(lie), .. whole[8..]];
            Assert.Contains("header's length", Assert.Throws<InvalidDataException>(() => SafeTensors.Read(file, "lie")).Message);
            File.WriteAllBytes(path, file);
            string mapped = Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Open(path)).Message;
            Assert.StartsWith(path, mapped);
            Assert.Contains("header's length", mapped);
        }
    }

    [Fact]
    public void A_model_in_several_files_is_read_by_its_index()
    {
        using var scope = NewDisposeScope();
        SafeTensors.Save(Path.Combine(_folder, "model-1.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(2), ["c"] = ones(3) });
        SafeTensors.Save(Path.Combine(_folder, "model-2.safetensors"), new Dictionary<string, Tensor> { ["b"] = zeros(4) });
        string index = Path.Combine(_folder, "model.safetensors.index.json");
        void Write(string map) => File.WriteAllText(index, $$"""{"metadata":{"total_size":36},"weight_map":{{map}}}""");
        Write("""{"a":"model-1.safetensors","b":"model-2.safetensors","c":"model-1.safetensors"}""");
        Assert.Equal(["a", "b", "c"], SafeTensors.Load(index).Keys.Order());
        Assert.Equal([4L], SafeTensors.Load(index, ["b"]).Single().Value.shape);
        Assert.Throws<KeyNotFoundException>(() => SafeTensors.Load(index, ["d"]));
        Write("""{"a":"model-2.safetensors"}""");
        Assert.Contains("'a' should lie in model-2.safetensors", Assert.Throws<InvalidDataException>(() => SafeTensors.Load(index)).Message);
        Write("""{"a":"../model-1.safetensors"}""");
        Assert.Contains("no file beside the index", Assert.Throws<InvalidDataException>(() => SafeTensors.Load(index)).Message);
        Write("""[]""");
        Assert.Throws<InvalidDataException>(() => SafeTensors.Load(index));
    }

    private static byte[] Layout(string header, int dataBytes)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[dataBytes]];
    }
}
