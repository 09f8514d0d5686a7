using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Finds at run time what cells referenced with `#r`, what those assemblies need, and the native libraries beside them.
/// Everything is loaded into the process's default context: types of an assembly that the kernel has itself, first of all the
/// formatters', are then the same for both.</summary>
internal static class LoadedAssemblies
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, (string Path, string Hash)> Referenced = new(StringComparer.OrdinalIgnoreCase);
    private static readonly List<string> Folders = [];

    static LoadedAssemblies()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += ResolveNative;
    }

    /// <summary>The path of every assembly of the framework and of the kernel, by simple name. (The runtime lists one of them twice.)</summary>
    internal static IReadOnlyDictionary<string, string> Own { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file belongs to the framework or the kernel.</summary>
    internal static bool IsOwn(string path) => Own.TryGetValue(Path.GetFileNameWithoutExtension(path), out var own) && own == path;

    /// <summary>Notes an assembly file that a cell references.</summary>
    /// <returns>The file to compile against: the kernel's own where it has an assembly of that name, else the first one of that name.</returns>
    /// <exception cref="UnsupportedDirectiveException">Another assembly of that name was referenced before, or the kernel has an older one: a process cannot hold both.</exception>
    internal static string Add(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        lock (Gate)
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Folders.Contains(folder))
                Folders.Add(folder);
            if (Own.TryGetValue(name, out var own))
                return Version(path) is { } wanted && Version(own) is { } present && wanted > present
                    ? throw new UnsupportedDirectiveException($"#r: '{path}' is version {wanted} of {name}, and the kernel itself runs with version {present}; a process cannot hold both. Use that one or an older one.")
                    : own;
            var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            if (!Referenced.TryGetValue(name, out var first))
                Referenced[name] = first = (path, hash);
            if (first.Hash != hash)
                throw new UnsupportedDirectiveException(first.Path == path
                    ? $"#r: '{path}' has changed since it was first referenced, and the old one stays loaded. Restart the kernel to use the new one."
                    : $"#r: '{path}' is another assembly than '{first.Path}', which was referenced before under the same name and stays loaded. Restart the kernel to use it.");
            return first.Path;
        }
    }

    /// <summary>A line for the user where the kernel's own newer assembly stands in for one of a package. (That the runtime's does is usual, and tells nobody anything.)</summary>
    internal static string? Replacement(string path) =>
        Path.GetFileNameWithoutExtension(path) is var name && Own.TryGetValue(name, out var own) && Path.GetDirectoryName(own) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)
            && Version(path) is { } wanted && Version(own) is { } present && wanted != present
            ? $"{name}: the kernel's own version {present} is used in place of {wanted}" : null;

    /// <summary>Notes a folder that holds native libraries.</summary>
    internal static void AddNativeFolder(string folder)
    {
        lock (Gate)
            if (!Folders.Contains(folder))
                Folders.Add(folder);
    }

    /// <summary>The file of an assembly that another one needs: the kernel's own, a referenced one, or one beside a referenced one.</summary>
    internal static string? Find(string simpleName)
    {
        if (Own.TryGetValue(simpleName, out var own))
            return own;
        lock (Gate)
            return Referenced.TryGetValue(simpleName, out var referenced) ? referenced.Path
                : Folders.Select(folder => Path.Combine(folder, simpleName + ".dll")).FirstOrDefault(File.Exists);
    }

    private static Version? Version(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path).Version;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is { } simpleName && Find(simpleName) is { } path ? context.LoadFromAssemblyPath(path) : null;

    private static nint ResolveNative(Assembly assembly, string name)
    {
        string[] folders;
        lock (Gate)
            folders = [.. Folders];
        string[] files = [name, $"lib{name}.so", $"{name}.so", $"lib{name}.dylib", $"{name}.dll"];
        foreach (var folder in folders)
            foreach (var place in new[] { folder, Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native") })
                foreach (var file in files)
                    if (Path.Combine(place, file) is var path && File.Exists(path) && NativeLibrary.TryLoad(path, out var handle))
                        return handle;
        return 0;
    }
}
