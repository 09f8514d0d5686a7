using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AigcNotebooks.Tests;

/// <summary>Parity with PyTorch's committed numbers must not depend on the processor: before libtorch loads, this asks it and
/// OpenBLAS for the kernels that <c>tests/parity/gan.py</c> used. They read C's environment, which .NET's own call does not change.</summary>
internal static partial class PinnedKernels
{
    [ModuleInitializer]
    internal static void Pin()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _ = setenv("OPENBLAS_CORETYPE", "Haswell", 1);
        _ = setenv("ATEN_CPU_CAPABILITY", "avx2", 1);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
