using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Torch.Tests;

/// <summary>TorchSharp's file format, against bytes that an independent writer of its documented layout makes.</summary>
public sealed class ModuleFileTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private static IEnumerable<byte> Leb128(long value)
    {
        for (; value > 127; value >>= 7)
            yield return (byte)(value % 128 + 128);
        yield return (byte)value;
    }

    private static byte[] Layout(params (string name, int dtype, long[] shape, byte[] data)[] tensors) =>
    [
        .. Leb128(tensors.Length),
        .. tensors.SelectMany(t => (byte[])[.. Leb128(Encoding.UTF8.GetByteCount(t.name)), .. Encoding.UTF8.GetBytes(t.name), .. Leb128(t.dtype), .. Leb128(t.shape.Length),
            .. t.shape.SelectMany(Leb128), .. t.data]),
    ];

    private static byte[] Bytes(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static BatchNorm1d Filled(float start)
    {
        var module = BatchNorm1d(2);
        using (no_grad())
            foreach (Tensor t in module.state_dict().Values)
                t.copy_(arange(t.numel()).reshape(t.shape) + (start += 10));
        return module;
    }

    private static readonly byte[] Expected = Layout(
        ("weight", 6, [2], Bytes(10, 11)), ("bias", 6, [2], Bytes(20, 21)), ("running_mean", 6, [2], Bytes(30, 31)), ("running_var", 6, [2], Bytes(40, 41)),
        ("num_batches_tracked", 4, [], BitConverter.GetBytes(50L)));

    [Fact]
    public void A_module_is_written_byte_for_byte_as_TorchSharp_writes_it_and_read_back()
    {
        using BatchNorm1d one = Filled(0), other = Filled(100);
        string path = Path.Combine(_folder, "module.dat");
        one.save(path);
        Assert.Equal(Expected, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
        var stream = new MemoryStream();
        one.save(stream);
        Assert.Equal(Expected, stream.ToArray());

        var loaded = new Dictionary<string, bool>();
        other.load(path, loadedParameters: loaded);
        Assert.All(one.state_dict(), entry => Assert.True(entry.Value.Equals(other.state_dict()[entry.Key])));
        Assert.Equal(5, loaded.Count(entry => entry.Value));
        using BatchNorm1d third = Filled(100);
        Assert.Same(third, third.load(new MemoryStream(Expected)));
        Assert.Equal(41, third.running_var!.data<float>()[1]);
    }

    [Fact]
    public void Long_names_and_sizes_take_more_than_one_byte_and_views_are_written_row_by_row()
    {
        using var scope = NewDisposeScope();
        string name = new('x', 200);
        float[] values = [.. Enumerable.Range(0, 600).Select(i => (float)i)];
        Tensor view = tensor(values).reshape(2, 300).t();
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            Module.save_state_dict(writer, new() { [name] = view, ["no"] = view, ["mask"] = tensor(new[] { true, false }) }, skip: ["no"]);
        float[] rows = [.. Enumerable.Range(0, 600).Select(i => (float)(i % 2 * 300 + i / 2))];
        Assert.Equal(Layout((name, 6, [300, 2], Bytes(rows)), ("mask", 11, [2], [1, 0])), stream.ToArray());
    }

    [Fact]
    public void Skipped_and_unknown_tensors_are_passed_over()
    {
        using BatchNorm1d module = Filled(100);
        byte[] file = Layout(("extra", 7, [3], new byte[24]), ("bias", 6, [2], Bytes(1, 2)), ("weight", 6, [7], new byte[28]));
        var loaded = new Dictionary<string, bool>();
        module.load(new MemoryStream(file), strict: false, skip: ["weight"], loadedParameters: loaded);
        Assert.Equal(2, module.bias!.data<float>()[1]);
        Assert.Equal(110, module.weight!.data<float>()[0]);
        Assert.Equal(new Dictionary<string, bool> { ["extra"] = false, ["bias"] = true, ["weight"] = true }, loaded);
    }

    [Fact]
    public void What_does_not_fit_is_named_and_nothing_is_loaded()
    {
        using BatchNorm1d module = Filled(100);
        void Fails<T>(string message, byte[] file) where T : Exception
        {
            Assert.Contains(message, Assert.Throws<T>(() => module.load(new MemoryStream(file))).Message);
            Assert.Equal(110, module.weight!.data<float>()[0]);
        }
        byte[] Changed(string from, string to) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Expected).Replace(from, to));
        Fails<ArgumentException>("expected 5, but found 1", Layout(("weight", 6, [2], Bytes(1, 2))));
        Fails<ArgumentException>("named 'running_mess'", Changed("running_mean", "running_mess"));
        Fails<ArgumentException>("num_batches_tracked is Float64 in the file and Int64 here", Changed("tracked\u0004", "tracked\u0007"));
        Fails<ArgumentException>("running_var is [1, 2] in the file and [2] here", Changed("running_var\u0006\u0001", "running_var\u0006\u0002\u0001"));
        Fails<InvalidDataException>("bias twice", Changed("\u0006weight", "\u0004bias"));
        Fails<InvalidDataException>("4095 dimensions", Changed("running_var\u0006\u0001", "running_var\u0006\u00ff\u001f"));
        Fails<InvalidDataException>("type 99", Changed("running_var\u0006", "running_var\u0063"));
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused_and_nothing_is_loaded()
    {
        using BatchNorm1d module = Filled(100);
        for (int length = 0; length < Expected.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => module.load(new MemoryStream(Expected, 0, length)));
            Assert.Throws<InvalidDataException>(() => module.load(new Pipe(Expected[..length])));
        }
        Assert.Equal(110, module.weight!.data<float>()[0]);
        Assert.Same(module, module.load(new Pipe(Expected), skip: ["bias"]));
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        using BatchNorm1d module = Filled(100);
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            var file = new byte[random.Next(200)];
            random.NextBytes(file);
            Exception e = Assert.ThrowsAny<Exception>(() => module.load(new MemoryStream(file)));
            Assert.True(e is InvalidDataException or ArgumentException or NotSupportedException, e.ToString());
        }
        for (int i = 0; i < 2000; i++)
        {
            byte[] file = [.. Expected];
            file[random.Next(file.Length)] = (byte)random.Next(256);
            try
            {
                module.load(new MemoryStream(file));
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentException or NotSupportedException)
            {
            }
        }
    }

    [Fact]
    public void One_tensor_is_saved_and_loaded()
    {
        using var scope = NewDisposeScope();
        string path = Path.Combine(_folder, "tensor.dat");
        Tensor saved = randn(3, 4).bfloat16().t();
        saved.Save(path);
        Assert.Equal((byte[])[15, 2, 4, 3, .. saved.contiguous().bytes.ToArray()], File.ReadAllBytes(path));
        using var reader = new BinaryReader(File.OpenRead(path));
        Assert.True(TensorExtensionMethods.Load(reader).Equals(saved));
        Assert.True(Tensor.Load(path).Equals(saved));
        reader.BaseStream.Position = 0;
        Tensor target = zeros(4, 3, ScalarType.BFloat16).requires_grad_();
        target.Load(reader);
        Assert.True(target.Equals(saved));
        reader.BaseStream.Position = 0;
        Assert.Throws<ArgumentException>(() => zeros(4, 3).Load(reader));
        reader.BaseStream.Position = 0;
        Assert.True(TensorExtensionMethods.Load(reader, skip: true).Equals(zeros(4, 3, ScalarType.BFloat16)));
        Assert.Equal(reader.BaseStream.Length, reader.BaseStream.Position);

        var bytes = new MemoryStream();
        saved.contiguous().WriteBytesToStream(bytes, 5);
        Assert.Equal(24, bytes.Length);
        bytes.Position = 0;
        Tensor copy = empty(4, 3, ScalarType.BFloat16);
        copy.ReadBytesFromStream(bytes, 7);
        Assert.True(copy.Equals(saved));
        Assert.Throws<InvalidOperationException>(() => saved.WriteBytesToStream(bytes));
    }

    private sealed class Small() : Module<Tensor, Tensor>(nameof(Small))
    {
        public override Tensor forward(Tensor input) => input;
    }

    [Fact]
    public void A_missing_file_and_a_file_of_nothing()
    {
        Assert.Throws<FileNotFoundException>(() => Module.Create<SmallAndPublic>(Path.Combine(_folder, "none")));
        using var small = new Small();
        string path = Path.Combine(_folder, "empty.dat");
        small.save(path);
        Assert.Equal([0], File.ReadAllBytes(path));
        Assert.IsType<SmallAndPublic>(Module.Create<SmallAndPublic>(path));
    }

    private sealed class SmallAndPublic : Module<Tensor, Tensor>
    {
        public SmallAndPublic() : base(nameof(SmallAndPublic)) { }

        public override Tensor forward(Tensor input) => input;
    }

    /// <summary>A stream that cannot seek.</summary>
    private sealed class Pipe(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
    }
}
