namespace AigcNotebooks.Data;

/// <summary>Where <see cref="Mnist.Load"/> looks and how it downloads. The defaults are right for a notebook.</summary>
public sealed record MnistOptions
{
    /// <summary>
    /// A folder that holds the four files, compressed (<c>.gz</c>) or not; null: none. Default: <c>mnist</c> in the folder that the
    /// environment variable <c>AIGC_DATA</c> names. A file missing there is looked for further on; a bad one is an error.
    /// </summary>
    public string? DataFolder { get; init; } = DataFolders.Given is { } folder ? Path.Combine(folder, "mnist") : null;

    /// <summary>
    /// Where downloads are kept. Default: <c>data/cache/mnist</c> of the repository around the working directory; outside of one
    /// <c>aigc-notebooks/mnist</c> in <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>.
    /// </summary>
    public string CacheFolder { get; init; } = Path.Combine(DataFolders.Cache, "mnist");

    /// <summary>Whether files that are not here may be downloaded (11 MB).</summary>
    public bool Download { get; init; } = true;

    /// <summary>Whether <see cref="StrokeDigits"/> stand in where MNIST cannot be had; if not, that is an error.</summary>
    public bool AllowStandIn { get; init; } = true;

    /// <summary>Folders on the web that hold the four <c>.gz</c> files, tried in this order; each address ends in a slash.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = MnistFiles.Mirrors;

    /// <summary>How long a mirror may send nothing before the next one is tried.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Is told how downloads go, from several threads but never two at a time; null: nobody.</summary>
    public Action<DownloadProgress>? Progress { get; init; }

    /// <summary>The four files in the order of <see cref="DigitData"/>; tests put small ones here.</summary>
    internal IReadOnlyList<IdxFile> Files { get; init; } = MnistFiles.Standard;
}
