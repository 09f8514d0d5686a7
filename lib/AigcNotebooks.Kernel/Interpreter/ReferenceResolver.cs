using System.Collections.Immutable;
using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Finds at compile time what `#r` names: a file, relative to the file that holds the `#r` or to the working directory,
/// or an assembly of the framework by name, with or without `.dll`.</summary>
internal sealed class ReferenceResolver : MetadataReferenceResolver
{
    internal static readonly ReferenceResolver Instance = new(isForRunning: true);

    /// <summary>For code that is looked at and not run: it finds the same files, and the process does not come to depend on them.</summary>
    internal static readonly ReferenceResolver Looking = new(isForRunning: false);

    /// <summary>Where the kit's notebooks have its library, beside them.</summary>
    private const string LibraryFolder = ".aigc";

    private readonly Dictionary<(string Path, DateTime Written), PortableExecutableReference> references = [];
    private readonly bool isForRunning;

    private ReferenceResolver(bool isForRunning) => this.isForRunning = isForRunning;

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        // In a loaded file; LoadedFiles has seen to it before, and the compiler wants something for it.
        if (PackageReference.IsMeant(reference))
            return [Instance.Reference(typeof(object).Assembly.Location)];
        if (ResolvePath(reference, baseFilePath) is { } path)
            return [Instance.Reference(isForRunning ? LoadedAssemblies.Add(path) : LoadedAssemblies.Find(Path.GetFileNameWithoutExtension(path)) ?? path)];
        var name = reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? reference[..^".dll".Length] : reference;
        return LoadedAssemblies.Own.TryGetValue(name, out var own) ? [Instance.Reference(own)] : [];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        LoadedAssemblies.Find(referenceIdentity.Name) is { } path ? Instance.Reference(path) : null;

    /// <summary>The full path of an existing file, or null.</summary>
    internal static string? ResolvePath(string reference, string? baseFilePath)
    {
        // No file is named so, and the framework throws when asked for one.
        if (reference.Contains('\0', StringComparison.Ordinal))
            return null;
        var folder = Path.IsPathRooted(baseFilePath) ? Path.GetDirectoryName(baseFilePath) : null;
        return new[] { folder, Directory.GetCurrentDirectory(), CopiedFrom(reference) }
            .Where(candidate => candidate is not null)
            .Select(candidate => Path.GetFullPath(Path.Combine(candidate!, reference)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>A notebook of the kit that was copied elsewhere, to a student's home for one, still names the library beside the original.
    /// The kernelspec says where that is.</summary>
    private static string? CopiedFrom(string reference) =>
        reference.StartsWith(LibraryFolder + "/", StringComparison.Ordinal) ? Environment.GetEnvironmentVariable("AIGC_NOTEBOOKS") : null;

    /// <summary>One reference object a file, so that the compiler reads and binds each file once; another one where it was written anew. Safe for concurrent use:
    /// a compilation that was given up may still run.</summary>
    internal PortableExecutableReference Reference(string path)
    {
        var file = (path, File.GetLastWriteTimeUtc(path));
        lock (references)
        {
            if (!references.TryGetValue(file, out var reference))
                references[file] = reference = LoadedAssemblies.IsOwn(path) ? MappedReference.To(path) : MetadataReference.CreateFromFile(path);
            return reference;
        }
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => isForRunning.GetHashCode();
}
