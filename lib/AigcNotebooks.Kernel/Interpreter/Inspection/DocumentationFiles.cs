using System.IO.MemoryMappedFiles;
using System.Text;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <summary>XML documentation files: beside an assembly, or for the framework's in the SDK's reference packs. They are searched as bytes
/// where they lie, since reading the framework's into memory takes a second and a hundred megabytes.</summary>
internal static class DocumentationFiles
{
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Lazy<string[]> FrameworkFiles = new(() =>
    {
        // The framework is in DOTNET/shared/Microsoft.NETCore.App/10.0.0, its documentation in DOTNET/packs/Microsoft.NETCore.App.Ref/10.0.0/ref/net10.0.
        var packs = Path.Combine(FrameworkFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs))
            return [];
        var newest = Directory.GetFiles(packs, "System.Runtime.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault();
        // System.Runtime's has most of what people look for.
        return newest is null ? [] : [newest, .. Directory.GetFiles(Path.GetDirectoryName(newest)!, "*.xml").Where(file => file != newest)];
    });

    /// <summary>The `member` element of a documentation id; null where there is none.</summary>
    internal static string? Find(string assemblyPath, string id) => Candidates(assemblyPath).Select(file => Member(file, id)).FirstOrDefault(xml => xml is not null);

    private static IEnumerable<string> Candidates(string assemblyPath)
    {
        var beside = Path.ChangeExtension(assemblyPath, ".xml");
        if (File.Exists(beside))
            return [beside];
        if (Path.GetDirectoryName(assemblyPath) != FrameworkFolder)
            return [];
        // Only the framework's own core is documented under other assemblies' names.
        var own = FrameworkFiles.Value.Where(file => Path.GetFileName(file) == Path.GetFileName(beside));
        return own.Any() ? own : FrameworkFiles.Value;
    }

    private static unsafe string? Member(string file, string id)
    {
        using var map = MemoryMappedFile.CreateFromFile(file, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            var bytes = new ReadOnlySpan<byte>(start + view.PointerOffset, checked((int)view.Capacity));
            var begin = bytes.IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{id}\""));
            if (begin < 0)
                return null;
            bytes = bytes[begin..];
            var end = bytes.IndexOf("</member>"u8);
            return end < 0 ? null : Encoding.UTF8.GetString(bytes[..end]) + "</member>";
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }
}
