using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor that <see cref="TensorExtensionMethods.Save(Tensor, string)"/> wrote, on the CPU.</summary>
        /// <exception cref="InvalidDataException">The data is cut off, or no tensor.</exception>
        public static Tensor Load(BinaryReader reader) => TensorFile.Read(reader, "the tensor");

        /// <param name="stream">Is closed afterwards, as TorchSharp does.</param>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        public static Tensor Load(string location) => Load(File.OpenRead(location));

        /// <summary>Writes the elements of a contiguous CPU tensor, of any size.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024) => TensorFile.WriteBytes(stream.Write, this, Math.Max(bufferSize, 1));

        /// <summary>Overwrites the elements of a contiguous CPU tensor, of any size.</summary>
        /// <exception cref="EndOfStreamException">The stream holds fewer bytes.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024) => TensorFile.ReadBytes(stream, this, Math.Max(bufferSize, 1));
    }
}

public static partial class TensorExtensionMethods
{
    /// <summary>Writes one tensor in TorchSharp's own format.</summary>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer) => TensorFile.Write(writer, tensor);

    /// <param name="stream">Is closed afterwards, as TorchSharp does.</param>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes under a temporary name first: a crash leaves the old file.</summary>
    public static void Save(this torch.Tensor tensor, string location) => TensorFile.Replace(location, tensor.Save);

    /// <summary>Reads into <paramref name="tensor"/>, which must have the written one's type and shape.</summary>
    /// <param name="skip">Pass over it, and change nothing.</param>
    /// <exception cref="ArgumentException">The type or the shape differs.</exception>
    /// <exception cref="InvalidDataException">The data is cut off, or no tensor.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (skip)
        {
            TensorFile.Skip(reader, "the tensor");
            return;
        }
        using torch.Tensor read = TensorFile.ReadLike(reader, tensor, "the tensor");
        using (torch.no_grad())
            tensor.copy_(read);
    }

    /// <summary>A tensor as it was written, on the CPU; with <paramref name="skip"/>, zeros of its type and shape.</summary>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        if (!skip)
            return torch.Tensor.Load(reader);
        (torch.ScalarType dtype, long[] shape) = TensorFile.Skip(reader, "the tensor");
        return torch.zeros(shape, dtype, torch.CPU);
    }

    /// <summary>Reads into <paramref name="tensor"/>, or, where it is null, into a new one.</summary>
    public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null)
            tensor = Load(reader, skip);
        else
            tensor.Load(reader, skip);
    }
}
