using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using TorchSharp;
using Xunit;

namespace AigcNotebooks.Tests.Models;

/// <summary>Numbers that PyTorch gave (tests/parity), for comparisons under the conditions that they were made under: one thread, and kernels for AVX2 (<see cref="PinnedKernels"/>).</summary>
internal sealed class PyTorchLosses : IDisposable
{
    private readonly JsonDocument _json;
    private readonly int _threads = torch.get_num_threads();

    /// <param name="file">Name of the file in tests/parity.</param>
    internal PyTorchLosses(string file)
    {
        if (!Avx2.IsSupported)
            Assert.Skip("the numbers are those of AVX2 kernels, which this processor has not");
        _json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "parity", file)));
        torch.set_num_threads(1);
    }

    internal T Get<T>(params string[] path) => path.Aggregate(_json.RootElement, (element, name) => element.GetProperty(name)).Deserialize<T>()!;

    internal static void AssertClose(double expected, double actual, string what, double tolerance = 1e-5) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{what}: PyTorch has {expected:R}, found {actual:R}");

    public void Dispose()
    {
        torch.set_num_threads(_threads);
        _json.Dispose();
    }
}
