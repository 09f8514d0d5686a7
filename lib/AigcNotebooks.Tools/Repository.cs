namespace AigcNotebooks.Tools;

/// <summary>Where the kit lies.</summary>
internal static class Repository
{
    /// <summary>The folder that holds AigcNotebooks.sln: the working directory, or the nearest one above it.</summary>
    internal static string Root { get; } = Find();

    internal static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Replaces a text file, so that a crash leaves the old one.</summary>
    internal static void Write(string path, string text)
    {
        string part = $"{path}.{Environment.ProcessId}.part";
        File.WriteAllText(part, text);
        File.Move(part, path, overwrite: true);
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "AigcNotebooks.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"'{Environment.CurrentDirectory}' lies in no copy of AigcNotebooks; run this from inside one");
    }
}
