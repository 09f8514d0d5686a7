using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>What would end the process is an exception instead, and says what was wrong.</summary>
public sealed class NativeGuardTests
{
    public static TheoryData<ScalarType> Integers => [uint8, int8, int16, int32, int64];

    [Theory, MemberData(nameof(Integers))]
    public void The_smallest_integer_divided_by_minus_one(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(new long[] { 7, Smallest(dtype), 3 }).to(dtype);
        foreach (Tensor divisor in (Tensor[])[tensor(-1L).to(dtype), tensor(new long[] { -1, -1, 2 }).to(dtype), tensor(-1L)])
        {
            ReturnsOrThrows(() => numbers.div(divisor, RoundingMode.floor));
            ReturnsOrThrows(() => numbers.div(divisor, RoundingMode.trunc));
            ReturnsOrThrows(() => numbers.clone().div_(divisor, RoundingMode.floor));
            ReturnsOrThrows(() => numbers.clone().div_(divisor, RoundingMode.trunc));
            ReturnsOrThrows(() => numbers.remainder(divisor));
        }
        ReturnsOrThrows(() => numbers.div(-1, RoundingMode.floor));
        ReturnsOrThrows(() => numbers.div(-1, RoundingMode.trunc));
        ReturnsOrThrows(() => numbers.clone().div_(-1, RoundingMode.floor));
        ReturnsOrThrows(() => numbers.remainder(-1));
    }

    [Theory, MemberData(nameof(Integers))]
    public void Division_by_zero(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(new long[] { 7, 2, 3 }).to(dtype);
        foreach (Tensor divisor in (Tensor[])[tensor(0L).to(dtype), tensor(new long[] { 1, 0, 2 }).to(dtype), tensor(0L)])
        {
            Assert.Throws<ExternalException>(() => numbers.div(divisor, RoundingMode.floor));
            Assert.Throws<ExternalException>(() => numbers.div(divisor, RoundingMode.trunc));
            Assert.Throws<ExternalException>(() => numbers.remainder(divisor));
        }
        Assert.Throws<ExternalException>(() => numbers.div(0, RoundingMode.floor));
        Assert.Throws<ExternalException>(() => numbers.remainder(0));
    }

    [Fact]
    public void Integers_that_divide_still_do()
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(new long[] { 7, long.MinValue + 1, -3 });
        Assert.Equal([-7L, long.MaxValue, 3], numbers.div(-1, RoundingMode.floor).data<long>().ToArray());
        // The smallest number is there, and −1 too, but they do not meet.
        Assert.Equal([long.MinValue, -5L], tensor(new[] { long.MinValue, 5L }).div(tensor(new[] { 1L, -1 }), RoundingMode.trunc).data<long>().ToArray());
        Assert.Contains("divided by -1", Assert.Throws<ExternalException>(() => tensor(new[] { long.MinValue }).div(-1, RoundingMode.floor)).Message);
    }

    [Fact]
    public void Failures_name_operator_shapes_and_reason()
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(4, 5)));
        Assert.Equal("aten::matmul(Float32 [2x3], Float32 [4x5]): mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", e.Message);
        Assert.Contains("aten::reshape(Int64 [3], [7, -1])", Assert.Throws<ExternalException>(() => arange(3, int64).reshape(7, -1)).Message);
        Tensor gone = ones(2);
        gone.Dispose();
        Assert.StartsWith("aten::add.Tensor(Float32 [2], disposed): ", Assert.Throws<ObjectDisposedException>(() => ones(2) + gone).Message);
        Assert.StartsWith("shape: ", Assert.Throws<ObjectDisposedException>(() => gone.shape).Message);
        Assert.StartsWith("data: ", Assert.Throws<ObjectDisposedException>(() => gone.data<float>()).Message);
        Assert.Throws<ExternalException>(() => ones(2).add((Tensor)null!));
    }

    [Fact]
    public void What_does_not_fit_into_memory_is_refused()
    {
        Assert.Contains("not enough memory", Assert.Throws<ExternalException>(() => ones(1L << 40)).Message);
        Assert.Throws<ExternalException>(() => ones(long.MaxValue));
        Assert.Throws<ExternalException>(() => ones(1L << 32, 1L << 32));
        Assert.Throws<ExternalException>(() => ones(-1));
        using var one = ones(1);
        Assert.Throws<ExternalException>(() => one.expand(1L << 40).clone());
    }

    [Fact]
    public void Groups_must_be_positive()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("must be positive", Assert.Throws<ExternalException>(() => nn.functional.conv2d(ones(1, 2, 4, 4), ones(2, 2, 3, 3), groups: 0)).Message);
    }

    [Fact]
    public void A_deep_graph_is_walked_and_freed_without_recursion()
    {
        using var x = ones(1).requires_grad_();
        Tensor y = x * 1;
        for (int i = 0; i < 100_000; i++)
        {
            Tensor next = y + 1;
            y.Dispose();
            y = next;
        }
        y.backward();
        Assert.Equal(1f, x.grad!.item<float>());
        y.Dispose();
    }

    private static long Smallest(ScalarType dtype) => dtype switch
    {
        ScalarType.Int8 => sbyte.MinValue,
        ScalarType.Int16 => short.MinValue,
        ScalarType.Int32 => int.MinValue,
        ScalarType.Int64 => long.MinValue,
        _ => 0,
    };

    private static void ReturnsOrThrows(Func<Tensor> call)
    {
        try
        {
            call().Dispose();
        }
        catch (ExternalException)
        {
        }
    }
}
