using System.Security.Cryptography;
using System.Text;

namespace AigcNotebooks.Kernel.Interpreter.Packages;

/// <summary>The packages of a session. They are restored as one set, so that what they share has one version; each set is kept in a cache by
/// its content, and a second time needs neither network nor NuGet.</summary>
internal sealed class SessionPackages
{
    private readonly List<string> sources = [];
    private readonly Dictionary<string, PackageReference> wanted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the session's packages came to.</summary>
    internal RestoredPackages Present { get; private set; } = RestoredPackages.None;

    /// <summary>`#i "nuget: SOURCE"`: a folder or an address to look in besides NuGet's own configuration.</summary>
    /// <exception cref="PackageException">It names none.</exception>
    internal void AddSource(string source)
    {
        var place = PackageReference.IsMeant(source) ? source[(source.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : source;
        if (place.Length == 0 || place.Contains('\0', StringComparison.Ordinal))
            throw new PackageException($"#i needs the address or the folder of a package source, as in #i \"nuget: https://…\"; found '{source}'.");
        // A folder is one of the notebook's, not of the cache.
        if (!place.Contains("://", StringComparison.Ordinal))
            place = Path.GetFullPath(place);
        if (!sources.Contains(place))
            sources.Add(place);
    }

    /// <summary>Restores the session's packages with some more. They become the session's with <see cref="Keep"/>, once their assemblies are referenced.</summary>
    /// <exception cref="PackageException">A package cannot be had, or is there already in another version.</exception>
    internal async Task<RestoredPackages> RestoreAsync(IReadOnlyList<PackageReference> added, CancellationToken cancellation)
    {
        // What is loaded stays what it is, whatever the sources or the cache would give for it by now.
        var all = wanted.Values.Select(package => package with { Version = PresentVersion(package.Id) is { } version ? $"[{version}]" : package.Version })
            .ToDictionary(package => package.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var package in added)
            if (!all.TryGetValue(package.Id, out var before))
                all[package.Id] = package;
            else if (package.Version != PackageReference.Newest && package.Version != WantedVersion(package.Id) && package.Version != PresentVersion(package.Id))
                throw new PackageException($"#r \"nuget: {package}\": the session has version {PresentVersion(package.Id) ?? before.Version} already, "
                    + "and a process cannot hold two. Restart the kernel to use another.");
        if (all.Count == wanted.Count && wanted.Count > 0)
            return RestoredPackages.None;

        var packages = all.Values.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ToList();
        var folder = Path.Combine(CacheFolder(), Key(packages));
        var list = Path.Combine(folder, "restored.json");
        if (RestoredPackages.Load(list) is not { } restored)
        {
            restored = await RestoreAsync(folder, packages, cancellation);
            restored.Save(list);
        }
        return restored;
    }

    /// <summary>A source of `#i` that does not work is forgotten: else no package could be had any more before a restart.</summary>
    private async Task<RestoredPackages> RestoreAsync(string folder, List<PackageReference> packages, CancellationToken cancellation)
    {
        try
        {
            return await PackageRestore.RunAsync(folder, packages, sources, cancellation);
        }
        catch (PackageException exception) when (exception.IsSources)
        {
            sources.RemoveAll(source => exception.Message.Contains(source, StringComparison.Ordinal));
            throw;
        }
    }

    internal void Keep(IReadOnlyList<PackageReference> added, RestoredPackages restored)
    {
        foreach (var package in added)
            wanted.TryAdd(package.Id, package);
        if (restored != RestoredPackages.None)
            Present = restored;
    }

    private string? WantedVersion(string id) => wanted.TryGetValue(id, out var package) ? package.Version : null;

    private string? PresentVersion(string id) => Present.Packages.FirstOrDefault(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.Version;

    private string Key(IEnumerable<PackageReference> packages) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        packages.Select(package => package.ToString().ToLowerInvariant()).Append("").Concat(sources)
            .Append(Environment.Version.Major.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Append(System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier)))))[..32];

    private static string CacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "aigc-notebooks", "packages");
    }
}
