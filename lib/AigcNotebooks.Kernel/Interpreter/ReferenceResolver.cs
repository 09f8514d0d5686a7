using System.Collections.Immutable;
using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Finds at compile time what `#r` names: a file, relative to the file that holds the `#r` or to the working directory,
/// or an assembly of the framework by name.</summary>
internal sealed class ReferenceResolver : MetadataReferenceResolver
{
    internal static readonly ReferenceResolver Instance = new();

    /// <summary>Where the kit's notebooks have its library, beside them.</summary>
    private const string LibraryFolder = ".aigc";

    private readonly Dictionary<string, PortableExecutableReference> references = [];

    private ReferenceResolver()
    {
    }

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        // In a loaded file; LoadedFiles has seen to it before, and the compiler wants something for it.
        if (PackageReference.IsMeant(reference))
            return [Reference(typeof(object).Assembly.Location)];
        if (ResolvePath(reference, baseFilePath) is { } path)
            return [Reference(LoadedAssemblies.Add(path))];
        return LoadedAssemblies.Own.TryGetValue(reference, out var own) ? [Reference(own)] : [];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        LoadedAssemblies.Find(referenceIdentity.Name) is { } path ? Reference(path) : null;

    /// <summary>The full path of an existing file, or null.</summary>
    internal static string? ResolvePath(string reference, string? baseFilePath)
    {
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

    /// <summary>One reference object a file, so that the compiler reads and binds each file once.</summary>
    internal PortableExecutableReference Reference(string path)
    {
        if (!references.TryGetValue(path, out var reference))
            references[path] = reference = LoadedAssemblies.IsOwn(path) ? MappedReference.To(path) : MetadataReference.CreateFromFile(path);
        return reference;
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}
