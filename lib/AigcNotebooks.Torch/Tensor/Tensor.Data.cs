using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements, for reading and writing without a copy (of a tensor elsewhere than on the CPU: a copy). The tensor must stay alive meanwhile.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            _ = Live();
            if (ScalarTypes.Of<T>() != dtype)
                throw new ArgumentException($"The tensor's elements are {dtype}, which data<{typeof(T).Name}>() does not read; convert it with to_type({ScalarTypes.Of<T>()}).");
            Tensor readable = device_type == DeviceType.CPU ? this : cpu();
            // Conjugation and negation may be mere marks on a view, which raw memory does not show.
            return new TensorAccessor<T>(readable.is_neg() || (readable.is_complex() && readable.is_conj()) ? readable.resolve_conj().resolve_neg() : readable);
        }

        /// <summary>The memory of a contiguous CPU tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not on the CPU.</exception>
        /// <exception cref="ArgumentException">What is written has another length, or the tensor is larger than a span (2 GB).</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous() || device_type != DeviceType.CPU)
                    throw new InvalidOperationException("bytes needs a contiguous tensor on the CPU; call contiguous() or cpu() first.");
                long size = NumberOfElements * ElementSize;
                return size <= int.MaxValue
                    ? new Span<byte>(DataPointer, (int)size)
                    : throw new ArgumentException($"The tensor's {size} bytes are more than a span holds ({int.MaxValue}).");
            }
            set
            {
                Span<byte> own = bytes;
                if (value.Length != own.Length)
                    throw new ArgumentException($"{value.Length} bytes were given for a tensor of {own.Length}.", nameof(value));
                value.CopyTo(own);
            }
        }

        internal unsafe void* DataPointer
        {
            get
            {
                void* data = NativeMethods.aigc_data(Live());
                return data != null || NumberOfElements == 0 ? data : throw NativeMethods.Failure("data_ptr");
            }
        }

        /// <summary>The one element as a number.</summary>
        /// <exception cref="ExternalException">The tensor has more elements, or none.</exception>
        public Scalar ToScalar() => dtype switch
        {
            ScalarType.ComplexFloat32 => item<(float, float)>(),
            ScalarType.ComplexFloat64 => item<Complex>(),
            _ => Aten.CallScalar("item", this),
        };

        /// <summary>The one element, as the type that it has.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or it has another type.</exception>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1; it is {NumberOfElements}.");
            return data<T>()[0];
        }

        /// <summary>The elements as nested lists of <see cref="Scalar"/>; of a tensor without dimensions its scalar.</summary>
        public object tolist()
        {
            if (ndim == 0)
                return ToScalar();
            var list = new System.Collections.ArrayList();
            foreach (Tensor row in unbind())
                using (row)
                    list.Add(row.tolist());
            return list;
        }

        /// <summary>Element number <paramref name="i"/> in row-major order.</summary>
        public T ReadCpuValue<T>(long i) where T : unmanaged => ReadCpu<T>(i);
        public bool ReadCpuBool(long i) => ReadCpu<bool>(i);
        public byte ReadCpuByte(long i) => ReadCpu<byte>(i);
        public sbyte ReadCpuSByte(long i) => ReadCpu<sbyte>(i);
        public short ReadCpuInt16(long i) => ReadCpu<short>(i);
        public int ReadCpuInt32(long i) => ReadCpu<int>(i);
        public long ReadCpuInt64(long i) => ReadCpu<long>(i);
        public float ReadCpuFloat16(long i) => (float)ReadCpu<Half>(i);
        public float ReadCpuBFloat16(long i) => (float)ReadCpu<BFloat16>(i);
        public float ReadCpuSingle(long i) => ReadCpu<float>(i);
        public double ReadCpuDouble(long i) => ReadCpu<double>(i);

        private T ReadCpu<T>(long i) where T : unmanaged => device_type == DeviceType.CPU
            ? data<T>()[i]
            : throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
    }
}
