using System.Numerics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

public sealed class DataTests
{
    [Fact]
    public void An_array_and_its_tensor_share_memory()
    {
        var array = new[,] { { 1f, 2 }, { 3, 4 } };
        using Tensor x = from_array(array);
        Assert.Equal([2L, 2L], x.shape);
        array[0, 1] = 20;
        Assert.Equal(20f, x.data<float>()[0, 1]);
        x.mul_(2);
        Assert.Equal(8f, array[1, 1]);
        using Tensor converted = from_array(array, int64);
        Assert.Equal([2L, 40L, 6L, 8L], converted.data<long>().ToArray());
        using Tensor same = as_tensor(new[] { true, false });
        Assert.Equal(ScalarType.Bool, same.dtype);
        Assert.Throws<NotSupportedException>(() => from_array(new[] { "a" }));
        Assert.Throws<NotSupportedException>(() => from_array(new int[][] { [1], [2] }));
    }

    [Fact]
    public void A_shared_array_lives_as_long_as_a_tensor_uses_it()
    {
        (Tensor view, WeakReference array) = Shared();
        GC.Collect();
        Assert.True(array.IsAlive);
        Assert.Equal(7, view.ToInt32());
        view.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(array.IsAlive);

        static (Tensor, WeakReference) Shared()
        {
            int[] array = [1, 7, 3];
            using Tensor x = from_array(array);
            return (x[1], new WeakReference(array));
        }
    }

    [Fact]
    public void Frombuffer_takes_a_part_of_an_array()
    {
        using var scope = NewDisposeScope();
        double[] array = [0, 1, 2, 3, 4];
        Tensor x = frombuffer(array, float64, count: 2, offset: 1);
        array[2] = -2;
        Assert.Equal([1, -2], x.data<double>().ToArray());
        Assert.Equal([3f, 4f], frombuffer(array, float32, offset: 3).data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => frombuffer(array, float64, offset: 5));
        Assert.Throws<IndexOutOfRangeException>(() => frombuffer(array, float64, count: 5, offset: 1));
    }

    [Fact]
    public void Elements_of_every_type_go_in_and_out()
    {
        Check<byte>([1, 255]);
        Check<sbyte>([1, -128]);
        Check<short>([1, -300]);
        Check([1, int.MinValue]);
        Check([1, long.MaxValue]);
        Check([(Half)1.5, Half.NegativeInfinity]);
        Check([(BFloat16)1.5f, BFloat16.MaxValue]);
        Check([1.5f, float.Epsilon]);
        Check([1.5, double.NaN]);
        Check([true, false]);
        Check([(1f, -2f), (0f, 3f)]);
        Check([new Complex(1, -2), Complex.ImaginaryOne]);

        static void Check<T>(T[] values) where T : unmanaged
        {
            using Tensor x = values.ToTensor([2]);
            Assert.Equal(values, x.data<T>().ToArray());
            Assert.Equal(values[1], x.ReadCpuValue<T>(1));
            using Tensor last = x[1];
            Assert.Equal(values[1], last.item<T>());
            Assert.Equal(values[1], ((T[])last.data<T>().ToNDArray())[0]);
        }
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using var x = tensor(new short[] { 1, 256 });
        Assert.Equal([1, 0, 0, 1], x.bytes.ToArray());
        x.bytes[1] = 2;
        Assert.Equal([513, 256], x.data<short>().ToArray());
        x.bytes = new byte[] { 1, 1, 0, 0 };
        Assert.Equal([257, 0], x.data<short>().ToArray());
        Assert.Throws<ArgumentException>(() => x.bytes = new byte[3]);
        using var turned = ones(2, 3).t();
        Assert.Contains("contiguous", Assert.Throws<InvalidOperationException>(() => turned.bytes.Length).Message);
    }

    [Fact]
    public void Accessors_count_check_and_compare()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).view(2, 3).t();
        Assert.Equal(1, x.data<long>()[2 - 1, 0]);
        Assert.Equal(3, x.data<long>()[1]);
        Assert.Equal(new long[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }, x.data<long>().ToNDArray());
        Assert.True(x.data<long>() == x.clone().data<long>());
        Assert.Throws<IndexOutOfRangeException>(() => x.data<long>()[6]);
        Assert.Throws<IndexOutOfRangeException>(() => x.ReadCpuInt64(-1));
        Assert.Throws<ArgumentException>(() => x.ReadCpuInt32(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.data<long>().CopyTo(new long[2], tensorIndex: 7));
        Assert.Contains("it is 6", Assert.Throws<ArgumentException>(() => x.item<long>()).Message);
    }

    [Fact]
    public void A_device_that_is_not_there_is_named()
    {
        Assert.SkipWhen(cuda.is_available(), "this machine has CUDA");
        Assert.Equal(0, cuda.device_count());
        Assert.Contains("CUDA", Assert.Throws<InvalidOperationException>(() => zeros(2, device: CUDA)).Message);
        using var x = ones(2);
        Assert.Throws<InvalidOperationException>(() => x.cuda());
        Assert.Throws<InvalidOperationException>(() => x.to("mps"));
        Assert.Throws<ArgumentException>(() => x.to("gpu"));
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        using Tensor meta = zeros(2, 3, device: META);
        Assert.True(meta.is_meta);
    }

    [Fact]
    public void Types_have_limits_ranks_and_a_default()
    {
        Assert.Equal(float.MaxValue, finfo().max);
        Assert.Equal(0.0078125, finfo(bfloat16).eps);
        Assert.Throws<ArgumentException>(() => finfo(int32));
        Assert.Equal(float64, promote_types(float32, float64));
        Assert.Equal(float32, promote_types(int64, float32));
        Assert.True(can_cast(int32, float32));
        Assert.False(can_cast(float32, int32));
        Assert.True(is_complex(complex64) && is_integral(@bool) && is_floating_point(bfloat16));
    }

    [Fact]
    public void Bfloat16_rounds_to_the_nearest_even()
    {
        foreach (float value in (float[])[0, 1, -1, 3.14159f, 1.00390625f, 1.01171875f, 65504, 1e-40f, 3.4e38f, float.NaN, float.NegativeInfinity])
        {
            using Tensor x = tensor(value).to(bfloat16, disposeAfter: true);
            Assert.Equal(x.item<BFloat16>(), (BFloat16)value);
        }
        Assert.True((BFloat16)1f + BFloat16.One == (BFloat16)2f && (BFloat16)1f < (BFloat16)2f);
    }

    [Fact]
    public void Indexing_says_what_is_wrong()
    {
        using var x = zeros(2, 3);
        Assert.Contains("3 indices for a tensor of 2 dimensions, of shape [2, 3]", Assert.Throws<ArgumentException>(() => x[0, 0, 0]).Message);
        Assert.Contains("out of range", Assert.ThrowsAny<Exception>(() => x[2]).Message);
        Assert.ThrowsAny<Exception>(() => x[^0]);
        Assert.Contains("step", Assert.ThrowsAny<Exception>(() => x[TensorIndex.Slice(step: -1)]).Message);
        Assert.ThrowsAny<Exception>(() => x[0] = ones(2));
        using Tensor none = x[^0..];
        Assert.Equal([0L, 3L], none.shape);
    }
}
