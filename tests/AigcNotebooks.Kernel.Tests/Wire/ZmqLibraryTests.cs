using AigcNotebooks.Kernel.Wire;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Wire;

public sealed class ZmqLibraryTests
{
    [Fact]
    public void PyzmqsOwnCopyIsFoundUnderItsOtherName()
    {
        var prefix = Directory.CreateTempSubdirectory("aigc-zmq-").FullName;
        try
        {
            Assert.Empty(ZmqLibrary.BundledWithPyzmq(prefix));
            var folder = Directory.CreateDirectory(Path.Combine(prefix, "lib", "python3.11", "site-packages", "pyzmq.libs")).FullName;
            foreach (var file in new[] { "libzmq-a430b4ce.so.5.2.5", "libsodium-1b1f72d5.so.26.1.0" })
                File.WriteAllText(Path.Combine(folder, file), "");
            Assert.Equal([Path.Combine(folder, "libzmq-a430b4ce.so.5.2.5")], ZmqLibrary.BundledWithPyzmq(prefix));
        }
        finally
        {
            Directory.Delete(prefix, recursive: true);
        }
    }
}
