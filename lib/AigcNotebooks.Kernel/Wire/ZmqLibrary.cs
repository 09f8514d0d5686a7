using System.Reflection;
using System.Runtime.InteropServices;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>Finds libzmq: `AIGC_LIBZMQ`, the system, conda, and the copy that a pip-installed pyzmq bundles under another name.</summary>
internal static class ZmqLibrary
{
    private static nint handle;

    /// <summary>Loads libzmq once for the process.</summary>
    /// <exception cref="DllNotFoundException">No libzmq was found; the message is one line that says how to get it.</exception>
    internal static void Load()
    {
        if (handle != 0)
            return;
        var named = Environment.GetEnvironmentVariable("AIGC_LIBZMQ");
        if (!string.IsNullOrEmpty(named) && !NativeLibrary.TryLoad(named, out handle))
            throw new DllNotFoundException(
                $"AIGC_LIBZMQ names '{named}', which cannot be loaded as a library: set it to the full path of libzmq.so.5, or unset it and install libzmq5 (apt-get install libzmq5).");
        if (handle == 0 && !Candidates().Any(candidate => NativeLibrary.TryLoad(candidate, out handle)))
            throw new DllNotFoundException(
                "libzmq was not found: install it (Debian: apt-get install libzmq5; conda: conda install zeromq), or set AIGC_LIBZMQ to the full path of libzmq.so.5.");
        NativeLibrary.SetDllImportResolver(typeof(ZmqLibrary).Assembly, Resolve);
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == ZmqNative.Library ? handle : 0;

    private static IEnumerable<string> Candidates()
    {
        string[] names = OperatingSystem.IsWindows() ? ["libzmq.dll", "zmq.dll"]
            : OperatingSystem.IsMacOS() ? ["libzmq.5.dylib", "libzmq.dylib"]
            : ["libzmq.so.5", "libzmq.so"];
        foreach (var name in names)
            yield return name;
        if (Environment.GetEnvironmentVariable("CONDA_PREFIX") is { Length: > 0 } conda)
            foreach (var name in names)
                yield return Path.Combine(conda, OperatingSystem.IsWindows() ? "Library/bin" : "lib", name);
        foreach (var prefix in PythonPrefixes().Distinct())
            foreach (var file in BundledWithPyzmq(prefix))
                yield return file;
    }

    /// <summary>Where a Python may live: the active environments, the user's own packages, and every `bin` on the PATH.</summary>
    private static IEnumerable<string> PythonPrefixes()
    {
        foreach (var variable in new[] { "VIRTUAL_ENV", "CONDA_PREFIX" })
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } prefix)
                yield return prefix;
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            if (Path.GetDirectoryName(folder.TrimEnd('/')) is { Length: > 0 } prefix)
                yield return prefix;
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local");
    }

    /// <summary>The copies of libzmq that pip-installed packages of a Python keep for themselves.</summary>
    internal static IEnumerable<string> BundledWithPyzmq(string prefix)
    {
        var lib = Path.Combine(prefix, "lib");
        if (!Directory.Exists(lib))
            return [];
        return from python in Directory.EnumerateDirectories(lib, "python3*")
               from packages in new[] { "site-packages", "dist-packages" }
               let folder = Path.Combine(python, packages, "pyzmq.libs")
               where Directory.Exists(folder)
               from file in Directory.EnumerateFiles(folder, "libzmq*")
               select file;
    }
}
