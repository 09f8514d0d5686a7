using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A multi-dimensional array. It owns native memory: dispose it, or create it inside a
    /// <see cref="NewDisposeScope"/>; a forgotten one is freed by the garbage collector.</summary>
    [Utils.TypeFormatterSource(typeof(Utils.TensorFormatterSource))]
    public partial class Tensor : IDisposable
    {
        private static long s_totalCount;
        private static long s_peakCount;
        private nint _handle;

        /// <summary>Takes over <paramref name="handle"/>, a native reference; of none is made what <see cref="IsInvalid"/>.</summary>
        internal Tensor(nint handle, bool register = true)
        {
            if (handle == 0)
                return;
            _handle = handle;
            long count = Interlocked.Increment(ref s_totalCount);
            if (count > Volatile.Read(ref s_peakCount))
                Volatile.Write(ref s_peakCount, count);
            if (register)
                CurrentDisposeScope?.Add(this);
            MemoryPressure.Check();
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensor objects are alive.</summary>
        public static long TotalCount => Volatile.Read(ref s_totalCount);

        /// <summary>The most tensor objects that were alive at once.</summary>
        public static long PeakCount => Volatile.Read(ref s_peakCount);

        /// <summary>The native reference.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public IntPtr Handle => Live();

        /// <summary>The native reference, 0 where there is none any more.</summary>
        internal nint RawHandle => _handle;

        /// <summary>The native reference, for <paramref name="member"/> to use.</summary>
        internal nint Live([CallerMemberName] string member = "") =>
            _handle != 0 ? _handle : throw new ObjectDisposedException("", $"{member}: the tensor was disposed (it has no handle).");

        public bool IsInvalid => _handle == 0;

        public string? name { get; set; }

        public ScalarType dtype => (ScalarType)NativeMethods.aigc_dtype(Live());
        public DeviceType device_type => (DeviceType)NativeMethods.aigc_device_type(Live());
        public int device_index => NativeMethods.aigc_device_index(Live());
        public Device device => new(device_type, device_index);
        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_meta => device_type == DeviceType.META;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_floating_point() => dtype.IsFloatingPoint();
        public bool is_complex() => dtype.IsComplex();
        public bool is_integral() => dtype.IsIntegral();
        public bool is_leaf => NativeMethods.aigc_is_leaf(Live()) != 0;
        public long ndim => NativeMethods.aigc_dim(Live());
        public long Dimensions => ndim;
        public long dim() => ndim;
        public long NumberOfElements => NativeMethods.aigc_numel(Live());
        public long numel() => NumberOfElements;
        public long ElementSize => TensorExtensionMethods.ElementSize(dtype);
        public long element_size() => ElementSize;

        /// <summary>The size along each dimension, as a new array.</summary>
        public unsafe long[] shape
        {
            get
            {
                nint handle = Live();
                var sizes = new long[NativeMethods.aigc_dim(handle)];
                fixed (long* p = sizes)
                    NativeMethods.aigc_sizes(handle, p);
                return sizes;
            }
        }

        public long[] size() => shape;

        /// <param name="dim">From the front, or, negative, from the back.</param>
        /// <exception cref="IndexOutOfRangeException">The tensor has no such dimension.</exception>
        public long size(int dim) => At(shape, dim);

        public unsafe long[] stride()
        {
            nint handle = Live();
            var strides = new long[NativeMethods.aigc_dim(handle)];
            fixed (long* p = strides)
                NativeMethods.aigc_strides(handle, p);
            return strides;
        }

        public long stride(int dim) => At(stride(), dim);

        private static long At(long[] values, int dim)
        {
            int index = dim < 0 ? values.Length + dim : dim;
            return (uint)index < (uint)values.Length ? values[index] : throw new IndexOutOfRangeException($"Dimension {dim} is asked of a tensor of {values.Length} dimensions.");
        }

        public long storage_offset() => NativeMethods.aigc_storage_offset(Live());
        public bool is_contiguous() => NativeMethods.aigc_is_contiguous(Live()) != 0;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Gives the tensor to the scope around its own, so that it outlives its own; returns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of every scope: it lives until it is disposed.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            NativeMethods.aigc_release(handle);
            Interlocked.Decrement(ref s_totalCount);
        }

        /// <summary>Takes over a native reference that <see cref="DecoupleFromNativeHandle"/> gave up.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Gives up the native reference to the caller; this object is then as if disposed.</summary>
        public IntPtr DecoupleFromNativeHandle() => MoveHandle();

        internal nint MoveHandle()
        {
            nint handle = Live();
            OwningDisposeScope?.MarkAsDisposed(this);
            _handle = 0;
            Interlocked.Decrement(ref s_totalCount);
            GC.SuppressFinalize(this);
            return handle;
        }

        public override bool Equals(object? obj) => obj is Tensor target && Equals(target);

        /// <summary>Whether both have the same shape and the same elements.</summary>
        public bool Equals(Tensor? target) => target is not null && Aten.CallScalar("equal", this, target).ToBoolean();

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
    }
}
