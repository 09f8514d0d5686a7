using System.Globalization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>What TorchSharp's own tests expect of the same tensors.</summary>
public sealed class PrintingTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly float[] Values = [0, 3.141f, 6.2834f, 3.14152f, 6.28e-06f, -13.141529f, 0.01f, 4713.14f];

    private static string Julia(Tensor t) => t.jlstr(newLine: "|", cultureInfo: Invariant);

    private static string Numpy(Tensor t) => t.npstr(newLine: "|", cultureInfo: Invariant);

    private static string CSharp(Tensor t) => t.cstr(newLine: "|", cultureInfo: Invariant);

    [Fact]
    public void Without_a_style_a_tensor_shows_its_shape_type_and_device()
    {
        using var x = zeros(2, 3);
        Assert.Equal("[2x3], type = Float32, device = cpu", x.ToString());
        Assert.Equal("[2x3], type = Float32, device = cpu", x.metastr());
        Assert.Equal("[2x3], type = Float32, device = cpu", x.ToString(false));
        using var number = tensor(3L);
        Assert.Equal("[], type = Int64, device = cpu", number.ToString());
        using var meta = ones(2, device: META);
        Assert.Equal("[2], type = Float32, device = meta", meta.str());
    }

    [Fact]
    public void Numbers_without_dimensions()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[], type = Float32, device = cpu, value = 3.14", Julia(tensor(3.14f)));
        Assert.Equal("[], type = Float32, device = cpu, value = 3.14E+000", tensor(3.14f).jlstr("E2", cultureInfo: Invariant));
        Assert.Equal("[], type = Bool, device = cpu, value = True", CSharp(tensor(true)));
        Assert.Equal("3.1406", Numpy(tensor((BFloat16)3.14f)));
        Assert.Equal("3.14+6.28i", Numpy(tensor((3.14f, 6.28f))));
    }

    [Fact]
    public void Julias_style_aligns_columns()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[4], type = Float32, device = cpu| 0 0 0 0|", Julia(zeros(4)));
        Assert.Equal("[2x4], type = Float32, device = cpu|        0   3.141 6.2834 3.1415| 6.28e-06 -13.142   0.01 4713.1|", Julia(tensor(Values, 2, 4)));
        Assert.Equal("[2x2x2], type = Int32, device = cpu|[0,..,..] =| 0 1| 2 3||[1,..,..] =| 4 5| 6 7|", Julia(arange(8, int32).view(2, 2, 2)));
        Assert.Equal("[1x2x1x2], type = Bool, device = cpu|[0,0,..,..] =| True False||[0,1,..,..] =| True False|", Julia(tensor(new[] { true, false, true, false }, [1, 2, 1, 2])));
        Assert.Equal("[0x3], type = Float32, device = cpu|", Julia(zeros(0, 3)));
    }

    [Fact]
    public void Julias_style_keeps_to_the_width()
    {
        using var x = ones(2, 100);
        Assert.Equal("[2x100], type = Float32, device = cpu| 1 1 1 ...| 1 1 1 ...|", x.jlstr(width: 9, newLine: "|"));
    }

    [Fact]
    public void Numpys_style_nests_brackets_and_leaves_the_middle_of_long_axes_out()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[]", Numpy(zeros(0)));
        Assert.Equal("[0, 0, 0, 0]", Numpy(zeros(4)));
        Assert.Equal("[0, 1, 2, ... 97, 98, 99]", Numpy(arange(100)));
        Assert.Equal("[[0, 3.141, 6.2834, 3.1415]| [6.28e-06, -13.142, 0.01, 4713.1]]", Numpy(tensor(Values, 2, 4)));
        Assert.Equal("[[[0, 1]|  [2, 3]]|| [[4, 5]|  [6, 7]]]", Numpy(arange(8).view(2, 2, 2)));
        Assert.Equal("[[[[0]]||  [[1]]]||| [[[2]]||  [[3]]]]", Numpy(arange(4).view(2, 2, 1, 1)));
        Assert.Equal("[[0]| [1]| [2]| ...| [7]| [8]| [9]]", Numpy(arange(10).view(10, 1)));
    }

    [Fact]
    public void CSharps_style_writes_what_C_sharp_reads()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[4], type = Float32, device = cpu, value = float [] {0f, 0f, 0f, 0f}", CSharp(zeros(4)));
        Assert.Equal("[100], type = Int64, device = cpu, value = long [] {0L, 1L, 2L, ... 97L, 98L, 99L}", CSharp(arange(100)));
        Assert.Equal("[2x2], type = Float64, device = cpu, value = |double [,] {| {0, 0},| {0, 0}|}", CSharp(zeros(2, 2, float64)));
        Assert.Equal("[2x1x2], type = Int32, device = cpu, value = |int [,,] {| {{0, 1}},| {{2, 3}}|}", CSharp(arange(4, int32).view(2, 1, 2)));
        Assert.Equal("[10x1], type = Byte, device = cpu, value = |byte [,] {| {0},| {1},| {2},| ...| {7},| {8},| {9}|}", CSharp(arange(10, uint8).view(10, 1)));
    }

    [Fact]
    public void Views_print_as_their_elements_stand()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).view(2, 3);
        Assert.Equal("[[0, 3]| [1, 4]| [2, 5]]", Numpy(x.t()));
        Assert.Equal("[0, 2]", Numpy(x[0, TensorIndex.Slice(step: 2)]));
        Assert.Equal("[1-2i, 3i]", Numpy(tensor(new[] { (1f, 2f), (0f, -3f) }).conj()).Replace("+-", "-"));
        Assert.Equal("[1, 1]", Numpy(ones(1).expand(2).requires_grad_()));
    }

    [Fact]
    public void Print_options_set_the_default()
    {
        using var x = tensor(new[] { 1.23456f, 2 });
        using var indices = arange(9);
        try
        {
            set_printoptions(2, maxColumns: 4);
            Assert.Equal("[1.23, 2.00]", x.ToString(numpy, cultureInfo: Invariant));
            Assert.Equal("[0, 1, ... 7, 8]", indices.ToString(numpy));
            set_printoptions(style: csharp, floatFormat: "g3", newLine: "/");
            Assert.Equal("[2], type = Float32, device = cpu, value = float [] {1.23f, 2f}", x.str(cultureInfo: Invariant));
            Assert.Throws<ArgumentException>(() => torch.TensorStringStyle = TorchSharp.TensorStringStyle.Default);
        }
        finally
        {
            set_printoptions(julia, "g5", 100, Environment.NewLine, 6, 6);
        }
    }
}
