using System.IO.MemoryMappedFiles;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Compiles against an assembly file without reading it into memory. Most of the framework's files is native code that a compiler never looks
/// at; their metadata is mapped, so it takes memory once for all kernels of a machine, and only as far as it is used.</summary>
internal static class MappedReference
{
    /// <param name="path">A file that nobody writes to: an installed runtime's are replaced, not rewritten. The mapping stays as long as the process.</param>
    internal static unsafe PortableExecutableReference To(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        byte* start = null;
        view.AcquirePointer(ref start);
        using var image = new PEReader(start, checked((int)new FileInfo(path).Length));
        var metadata = image.GetMetadata();
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)metadata.Pointer, metadata.Length)).GetReference(filePath: path);
    }
}
