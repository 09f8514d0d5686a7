using System.Globalization;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What is thrown where an operator fails: its name, what it was given, and libtorch's reason.</summary>
internal static class Failures
{
    private const int LongestList = 8;

    /// <summary>For example: <c>aten::mm(Float32 [2x3], Float32 [4x5]): mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)</c>.</summary>
    internal static ExternalException Of(string op, ReadOnlySpan<Argument> arguments) =>
        NativeMethods.Failure($"aten::{op}({Describe(arguments)})");

    internal static ObjectDisposedException Disposed(string op, ReadOnlySpan<Argument> arguments) =>
        new("", $"aten::{op}({Describe(arguments)}): a tensor among the arguments was disposed");

    private static string Describe(ReadOnlySpan<Argument> arguments)
    {
        var texts = new string[arguments.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = Describe(arguments[i]);
        return string.Join(", ", texts);
    }

    private static string Describe(in Argument argument) => argument.Tag switch
    {
        ValueTag.None => "null",
        ValueTag.Int => argument.Bits.ToString(CultureInfo.InvariantCulture),
        ValueTag.Double => BitConverter.Int64BitsToDouble(argument.Bits).ToString(CultureInfo.InvariantCulture),
        ValueTag.Bool => argument.Bits != 0 ? "true" : "false",
        _ => argument.Reference switch
        {
            torch.Tensor tensor => Describe(tensor),
            torch.Tensor?[] tensors => List(tensors, t => t is null ? "null" : Describe(t)),
            long[] values => List(values, v => v.ToString(CultureInfo.InvariantCulture)),
            double[] values => List(values, v => v.ToString(CultureInfo.InvariantCulture)),
            string text => $"\"{text}\"",
            var other => other?.ToString() ?? "null",
        },
    };

    private static string Describe(torch.Tensor tensor) =>
        tensor.IsInvalid ? "disposed" : $"{tensor.dtype} [{string.Join("x", tensor.shape)}]{(tensor.is_cuda ? $" on {tensor.device}" : "")}";

    private static string List<T>(T[] values, Func<T, string> text) =>
        $"[{string.Join(", ", values.Take(LongestList).Select(text))}{(values.Length > LongestList ? $", … {values.Length} in all" : "")}]";
}
