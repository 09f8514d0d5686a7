using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>Calls ATen's operators by name ("add.Tensor": name and overload), through PyTorch's dispatcher.</summary>
internal static unsafe class Aten
{
    // Operator names are literals, so that comparing references finds them; a name built at run time merely costs a look-up.
    private static readonly ConcurrentDictionary<string, nint> Operators = new(ReferenceEqualityComparer.Instance);

    /// <summary>Calls an operator that returns one tensor.</summary>
    internal static torch.Tensor Call(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results;
        int count = Invoke(op, arguments, &results);
        return count == 1 && results[0].Tag == ValueTag.Tensor
            ? new torch.Tensor((nint)results[0].Bits)
            : throw new InvalidOperationException($"{op} returned {count} values where one tensor was expected");
    }

    /// <summary>Calls an operator that returns several tensors, or a list; those it leaves undefined are null.</summary>
    internal static torch.Tensor[] CallMany(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results;
        int count = Invoke(op, arguments, &results);
        var tensors = new torch.Tensor[count];
        for (int i = 0; i < count; i++)
            tensors[i] = results[i].Tag == ValueTag.Tensor ? new torch.Tensor((nint)results[i].Bits) : null!;
        return tensors;
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    internal static (torch.Tensor, torch.Tensor) CallTwo(string op, params ReadOnlySpan<Argument> arguments)
    {
        torch.Tensor[] results = CallMany(op, arguments);
        return (results[0], results[1]);
    }

    /// <summary>Calls an operator that changes <paramref name="self"/>, its first argument, and returns <paramref name="self"/>.</summary>
    internal static torch.Tensor CallInPlace(string op, torch.Tensor self, params ReadOnlySpan<Argument> rest)
    {
        NativeValue* results;
        int count = Invoke(op, [self, .. rest], &results);
        for (int i = 0; i < count; i++)
            if (results[i].Tag == ValueTag.Tensor)
                NativeMethods.aigc_release((nint)results[i].Bits);
        return self;
    }

    /// <summary>Calls an operator that returns a number or a truth value.</summary>
    internal static Scalar CallScalar(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue* results;
        Invoke(op, arguments, &results);
        return results[0].Tag switch
        {
            ValueTag.Double => BitConverter.Int64BitsToDouble(results[0].Bits),
            ValueTag.Bool => results[0].Bits != 0,
            _ => results[0].Bits,
        };
    }

    private static int Invoke(string op, ReadOnlySpan<Argument> arguments, NativeValue** results)
    {
        nint handle = Lookup(op);
        if (handle == 0)
            throw new NotSupportedException($"This libtorch ({torch.__version__}) has no operator aten::{op}.");

        int words = 0;
        foreach (ref readonly Argument a in arguments)
            words += a.Reference is string s ? (Encoding.UTF8.GetMaxByteCount(s.Length) + 8) / 8 : a.Count * (a.Reference is Array ? 1 : 0);
        NativeValue* values = stackalloc NativeValue[arguments.Length];
        long* lists = stackalloc long[Math.Min(words, 256)];
        bool onHeap = words > 256;
        if (onHeap)
            lists = (long*)NativeMemory.Alloc((nuint)words, sizeof(long));
        try
        {
            long* next = lists;
            for (int i = 0; i < arguments.Length; i++)
            {
                values[i] = Marshal(arguments[i], ref next, lists + words);
                if (values[i] is { Tag: ValueTag.Tensor, Bits: 0 })
                    throw Failures.Disposed(op, arguments);
            }
            int count = NativeMethods.aigc_call(handle, values, arguments.Length, results);
            // A finalizer may run in another thread: the inputs must outlive the call.
            foreach (ref readonly Argument a in arguments)
                GC.KeepAlive(a.Reference);
            return count >= 0 ? count : throw Failures.Of(op, arguments);
        }
        finally
        {
            if (onHeap)
                NativeMemory.Free(lists);
        }
    }

    private static NativeValue Marshal(in Argument argument, ref long* next, long* end)
    {
        var value = new NativeValue { Tag = argument.Tag, Count = argument.Count, Bits = argument.Bits };
        if (argument.Reference is not (Array or string))
            return value;
        value.Bits = (nint)next;
        switch (argument.Reference)
        {
            case long[] longs:
                longs.CopyTo(new Span<long>(next, longs.Length));
                break;
            case double[] doubles:
                doubles.CopyTo(new Span<double>(next, doubles.Length));
                break;
            case torch.Tensor?[] tensors:
                for (int i = 0; i < tensors.Length; i++)
                    next[i] = tensors[i]?.Live("a list of tensors") ?? 0;
                break;
            case string text:
                var bytes = new Span<byte>(next, (int)((byte*)end - (byte*)next));
                int length = Encoding.UTF8.GetBytes(text, bytes);
                bytes[length] = 0;
                next += (length + 8) / 8;
                break;
        }
        next += argument.Count;
        return value;
    }

    private static nint Lookup(string op) => Operators.GetOrAdd(op, static op =>
    {
        int dot = op.IndexOf('.');
        return dot < 0
            ? NativeMethods.aigc_operator("aten::" + op, "")
            : NativeMethods.aigc_operator("aten::" + op[..dot], op[(dot + 1)..]);
    });
}
