namespace AigcNotebooks.Data;

/// <summary>Where <see cref="TinyShakespeare.Load"/> looks and how it downloads. The defaults are right for a notebook.</summary>
public sealed record TinyShakespeareOptions
{
    /// <summary>A folder that holds <c>input.txt</c>; null: none. Default: <c>tinyshakespeare</c> in the folder that the environment variable <c>AIGC_DATA</c> names. A bad file there is an error.</summary>
    public string? DataFolder { get; init; } = DataFolders.Given is { } folder ? Path.Combine(folder, "tinyshakespeare") : null;

    /// <summary>Where the download is kept. Default: <c>data/cache/tinyshakespeare</c> of the repository around the working directory; outside of one the user's cache.</summary>
    public string CacheFolder { get; init; } = Path.Combine(DataFolders.Cache, "tinyshakespeare");

    /// <summary>Whether the file may be downloaded (1.1 MB).</summary>
    public bool Download { get; init; } = true;

    /// <summary>Whether <see cref="StandInTales"/> stand in where it cannot be had; if not, that is an error.</summary>
    public bool AllowStandIn { get; init; } = true;

    /// <summary>Folders on the web that hold <c>input.txt</c>, tried in this order; each address ends in a slash.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = [new("https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/")];

    /// <summary>How long a mirror may send nothing before the next one is tried.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
