using System.ComponentModel;
using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, element type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString() => IsInvalid ? "(disposed)" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        /// <param name="disamb">True for the elements, in the style of <see cref="torch.TensorStringStyle"/>; false for <see cref="ToString()"/>.</param>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        /// <param name="fltFormat">A .NET format of floating-point numbers; what is null here is as <see cref="set_printoptions(TorchSharp.TensorStringStyle?, string, int?, string, int?, int?)"/> set it.</param>
        /// <param name="width">Characters a line, in the Julia style.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default)
                style = torch.TensorStringStyle;
            if (style == TensorStringStyle.Metadata || device_type == DeviceType.META)
                return ToString();
            (string format, string line, CultureInfo culture) = (fltFormat ?? FloatFormat, newLine ?? NewLine, cultureInfo ?? CultureInfo.CurrentCulture);
            using var elements = new ElementTexts(this, format, culture);
            return style switch
            {
                TensorStringStyle.Julia => new AlignedText(elements, width ?? LineWidth, line).Write(ToString()),
                TensorStringStyle.Numpy => NestedText.Numpy(elements, line).Write(),
                TensorStringStyle.CSharp => NestedText.CSharp(elements, line).WriteTyped(ToString(), dtype),
                _ => throw new InvalidEnumArgumentException($"Unsupported tensor string style: {style}"),
            };
        }
    }
}

public static partial class TensorExtensionMethods
{
    /// <summary>The elements as text: <c>ToString(style, …)</c> for notebooks.</summary>
    public static string str(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>The elements in Julia's style: aligned columns.</summary>
    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    /// <summary>The elements in Numpy's style: nested brackets.</summary>
    public static string npstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    /// <summary>The elements in C#'s style: nested braces.</summary>
    public static string cstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>Shape, element type and device.</summary>
    public static string metastr(this torch.Tensor tensor) => tensor.ToString();

    /// <summary>Writes the tensor to the console, and returns it.</summary>
    public static torch.Tensor print(this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }
}
