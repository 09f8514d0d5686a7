using System.Text.Json;

namespace AigcNotebooks.Kernel.Interpreter.Packages;

/// <summary>What a set of packages comes to, transitive ones included.</summary>
/// <param name="Packages">Name and version of each.</param>
/// <param name="Assemblies">The files to reference.</param>
/// <param name="NativeFolders">Where their native libraries are.</param>
internal sealed record RestoredPackages(IReadOnlyList<RestoredPackage> Packages, IReadOnlyList<string> Assemblies, IReadOnlyList<string> NativeFolders)
{
    internal static readonly RestoredPackages None = new([], [], []);

    /// <returns>null when there is no such file, or when something it names is gone from NuGet's folder.</returns>
    internal static RestoredPackages? Load(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            var loaded = JsonSerializer.Deserialize<RestoredPackages>(File.ReadAllBytes(file));
            return loaded is not null && loaded.Assemblies.All(File.Exists) && loaded.NativeFolders.All(Directory.Exists) ? loaded : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal void Save(string file)
    {
        var part = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(part, file, overwrite: true);
    }

    /// <summary>Reads the `project.assets.json` that `dotnet restore` writes.</summary>
    internal static RestoredPackages FromAssets(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = root.GetProperty("libraries");
        // With a runtime identifier there are two targets; the longer name is the one for this machine.
        var target = root.GetProperty("targets").EnumerateObject().OrderBy(candidate => candidate.Name.Length).Last().Value;
        var (packages, assemblies, natives) = (new List<RestoredPackage>(), new List<string>(), new List<string>());
        foreach (var library in target.EnumerateObject())
        {
            var name = library.Name.Split('/');
            packages.Add(new RestoredPackage(name[0], name[1]));
            var path = libraries.GetProperty(library.Name).GetProperty("path").GetString()!;
            var folder = folders.Select(candidate => Path.Combine(candidate, path)).FirstOrDefault(Directory.Exists);
            if (folder is null)
                continue;
            assemblies.AddRange(Assets(library.Value, "runtime", folder).Where(asset => asset.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)));
            natives.AddRange(Assets(library.Value, "native", folder).Select(asset => Path.GetDirectoryName(asset)!));
        }
        return new RestoredPackages(packages, assemblies, [.. natives.Distinct()]);
    }

    private static IEnumerable<string> Assets(JsonElement library, string kind, string folder) =>
        library.TryGetProperty(kind, out var assets) ? assets.EnumerateObject().Select(asset => Path.Combine(folder, asset.Name)) : [];
}

internal sealed record RestoredPackage(string Id, string Version);
