using AigcNotebooks.Data;

namespace AigcNotebooks.Display;

/// <summary>Tables that take longer to make than a lesson lasts: files <c>data/FOLDER/NOTEBOOK.json</c> of the repository, which travel inside the assembly, too.</summary>
internal static class KeptTables
{
    /// <summary>Where the repository keeps it; null where the working directory lies in no copy of it.</summary>
    internal static string? FileOf(string folder, string notebook) => DataFolders.Repository is { } root ? Path.Combine(root, "data", folder, $"{notebook}.json") : null;

    /// <summary>The file's bytes and what an error calls it: the repository's, if the working directory lies in one that has it, or else the one that this build carries; null where there is none.</summary>
    internal static (byte[] Bytes, string Source)? Find(string folder, string notebook)
    {
        if (FileOf(folder, notebook) is { } path && File.Exists(path))
            return (File.ReadAllBytes(path), path);
        using Stream? resource = typeof(KeptTables).Assembly.GetManifestResourceStream($"AigcNotebooks.{folder}.{notebook}.json");
        if (resource is null)
            return null;
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return (file, $"{notebook}.json");
    }
}
