using System.Globalization;
using System.Numerics;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A tensor's elements, each as text, by its position in row-major order.</summary>
internal sealed unsafe class ElementTexts : IDisposable
{
    private readonly Tensor _packed;
    private readonly string _format;
    private readonly CultureInfo _culture;
    private readonly void* _data;

    internal ElementTexts(Tensor tensor, string format, CultureInfo culture)
    {
        (_format, _culture, Shape) = (format, culture, tensor.shape);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable quiet = no_grad();
        Tensor host = tensor.cpu().resolve_conj().resolve_neg();
        _packed = Aten.Call("contiguous", host).DetachFromDisposeScope();
        _data = _packed.DataPointer;
    }

    internal long[] Shape { get; }

    internal string this[long position] => _packed.dtype switch
    {
        ScalarType.Byte => ((byte*)_data)[position].ToString(),
        ScalarType.Int8 => ((sbyte*)_data)[position].ToString(),
        ScalarType.Int16 => ((short*)_data)[position].ToString(),
        ScalarType.Int32 => ((int*)_data)[position].ToString(),
        ScalarType.Int64 => ((long*)_data)[position].ToString(),
        ScalarType.Bool => ((bool*)_data)[position].ToString(_culture),
        ScalarType.Float16 => ((float)((Half*)_data)[position]).ToString(_format, _culture),
        ScalarType.BFloat16 => ((BFloat16*)_data)[position].ToString(_format, _culture),
        ScalarType.Float32 => ((float*)_data)[position].ToString(_format, _culture),
        ScalarType.Float64 => ((double*)_data)[position].ToString(_format, _culture),
        ScalarType.ComplexFloat32 => Text(((float, float)*)_data + position),
        ScalarType.ComplexFloat64 => Text(((Complex*)_data)[position].Real, ((Complex*)_data)[position].Imaginary),
        _ => "",
    };

    public void Dispose() => _packed.Dispose();

    private string Text((float Real, float Imaginary)* value) => Text(value->Real, value->Imaginary);

    /// <summary>A part that is zero is left out, but for one of them.</summary>
    private string Text<T>(T real, T imaginary) where T : INumber<T>
    {
        if (T.IsZero(imaginary))
            return real.ToString(_format, _culture);
        return (T.IsZero(real) ? "" : real.ToString(_format, _culture) + "+") + imaginary.ToString(_format, _culture) + "i";
    }
}
