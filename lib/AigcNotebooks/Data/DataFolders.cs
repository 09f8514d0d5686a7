namespace AigcNotebooks.Data;

/// <summary>Where data lies: the folder that the user names, and the kit's cache.</summary>
internal static class DataFolders
{
    /// <summary>The folder in <c>AIGC_DATA</c>, which holds one folder a data set; null when the variable is not set.</summary>
    public static string? Given => Environment.GetEnvironmentVariable("AIGC_DATA") is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>
    /// The cache: <c>data/cache</c> of the repository that the working directory lies in (git ignores it), and outside of one
    /// <c>aigc-notebooks</c> in <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>.
    /// </summary>
    public static string Cache
    {
        get
        {
            if (Repository is { } repository)
                return Path.Combine(repository, "data", "cache");
            var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given)
                ? given
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(root, "aigc-notebooks");
        }
    }

    /// <summary>The repository that the working directory lies in; null outside of one.</summary>
    public static string? Repository
    {
        get
        {
            var folder = new DirectoryInfo(Environment.CurrentDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AigcNotebooks.sln")))
                folder = folder.Parent;
            return folder?.FullName;
        }
    }
}
