using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>What a safetensors file says of one tensor.</summary>
/// <param name="Shape">The size along each dimension; none for a single number.</param>
/// <param name="Offset">Where its bytes begin, counted from the end of the header.</param>
/// <param name="Length">How many bytes it has.</param>
public sealed record SafeTensorsEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>How many bytes a step of <see cref="Load"/> copies: a span reaches no further than 2 GB.</summary>
    private const int Chunk = 1 << 30;

    /// <summary>Copies the bytes from <paramref name="position"/> on of the tensor into a span.</summary>
    internal delegate void Reader(long position, Span<byte> target);

    /// <summary>The tensor on the CPU, the caller's to dispose.</summary>
    internal Tensor Load(Reader read)
    {
        long[] shape = [.. Shape];
        Tensor tensor = empty(shape, Type);
        try
        {
            Visit(tensor, Length, read);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Hands over a contiguous CPU tensor's memory, in pieces that spans can hold.</summary>
    internal static void Visit(Tensor tensor, long length, Reader visit)
    {
        if (length == 0)
            return;
        if (length <= Chunk)
        {
            visit(0, tensor.bytes);
            return;
        }
        long width = tensor.element_size(), step = Chunk / width;
        using Tensor flat = tensor.view(-1);
        for (long start = 0, count = tensor.NumberOfElements; start < count; start += step)
        {
            using Tensor piece = flat.narrow(0, start, Math.Min(step, count - start));
            visit(start * width, piece.bytes);
        }
    }
}
