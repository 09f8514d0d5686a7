using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a CPU tensor's elements in row-major order, whatever its strides, without copying it.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly T* _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _data = (T*)tensor.DataPointer;
        (_shape, _strides, _contiguous) = (tensor.shape, tensor.stride(), tensor.is_contiguous());
    }

    public long Count => _tensor.NumberOfElements;

    public bool IsReadOnly => false;

    /// <param name="indices">One for each dimension, or a single one that counts the elements in row-major order.</param>
    /// <exception cref="IndexOutOfRangeException">An index lies outside its dimension.</exception>
    public T this[params long[] indices]
    {
        get => Data[Offset(indices)];
        set => Data[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>The elements as an array of the tensor's rank; of a tensor without dimensions as an array of one.</summary>
    public Array ToNDArray()
    {
        if (_shape.Length < 2)
            return ToArray();
        var array = Array.CreateInstance(typeof(T), _shape);
        CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from the <paramref name="tensorIndex"/>-th on, as many as fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = array[arrayIndex..];
        int count = Fitting(target.Length, tensorIndex);
        if (_contiguous)
        {
            new Span<T>(Data + tensorIndex, count).CopyTo(target);
            GC.KeepAlive(_tensor);
            return;
        }
        using torch.Tensor packed = Aten.Call("contiguous", _tensor).DetachFromDisposeScope();
        new TensorAccessor<T>(packed).CopyTo(array, arrayIndex, tensorIndex);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Overwrites elements from the <paramref name="tensorIndex"/>-th on, as many as there are.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = Fitting(source.Length, tensorIndex);
        if (_contiguous)
            source[..count].CopyTo(new Span<T>(Data + tensorIndex, count));
        else
            for (int i = 0; i < count; i++)
                Data[Offset(tensorIndex + i)] = source[i];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0, count = Count; i < count; i++)
            yield return Read(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the accessor owns nothing.</summary>
    public void Dispose() { }

    public static bool operator ==(TensorAccessor<T>? left, TensorAccessor<T>? right) =>
        left is null || right is null ? left is null && right is null : left.Count == right.Count && left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T>? left, TensorAccessor<T>? right) => !(left == right);

    /// <summary>Whether both have the same elements in the same order.</summary>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(_tensor);

    /// <summary>The elements, while the tensor lives.</summary>
    private T* Data => _tensor.Live("data") != 0 ? _data : null;

    /// <summary>How many of <paramref name="wanted"/> elements there are from the <paramref name="start"/>-th on.</summary>
    private int Fitting(int wanted, long start) => (ulong)start <= (ulong)Count
        ? (int)Math.Min(wanted, Count - start)
        : throw new ArgumentOutOfRangeException(nameof(start), start, $"The tensor has {Count} elements");

    private T Read(long position) => Data[Offset(position)];

    private long Offset(long position)
    {
        if (_contiguous)
            return position;
        long offset = 0;
        for (int d = _shape.Length - 1; d >= 0; d--)
        {
            (position, long index) = Math.DivRem(position, _shape[d]);
            offset += index * _strides[d];
        }
        return offset;
    }

    private long Offset(ReadOnlySpan<long> indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
            return indices[0] >= 0 && indices[0] < Count ? Offset(indices[0]) : throw new IndexOutOfRangeException($"Index {indices[0]} is outside the tensor's {Count} elements.");
        if (indices.Length != _shape.Length)
            throw new ArgumentException($"{indices.Length} indices were given for {_shape.Length} dimensions.");
        long offset = 0;
        for (int d = 0; d < indices.Length; d++)
        {
            if ((ulong)indices[d] >= (ulong)_shape[d])
                throw new IndexOutOfRangeException($"Index {indices[d]} is outside dimension {d} of size {_shape[d]}.");
            offset += indices[d] * _strides[d];
        }
        return offset;
    }
}
