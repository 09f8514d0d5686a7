namespace AigcNotebooks.Data;

/// <summary>Which model <see cref="Gpt2Folder.Download(HubOptions?)"/> gets, and from where. The defaults are the smallest GPT-2.</summary>
public sealed record HubOptions
{
    /// <summary>Owner and name on the hub; <c>openai-community/gpt2-medium</c> has 355 million parameters. Larger ones have files above 2 GB, which are refused: see <see cref="Gpt2Folder.Download"/>.</summary>
    public string Model { get; init; } = "openai-community/gpt2";

    /// <summary>A branch or a commit.</summary>
    public string Revision { get; init; } = "main";

    /// <summary>Where to put the files. Default: <c>gpt2</c> below the kit's cache, where notebooks look for them.</summary>
    public string Folder { get; init; } = Path.Combine(DataFolders.Cache, "gpt2");

    /// <summary>The hub and its mirrors, tried in this order; each address ends in a slash.</summary>
    public IReadOnlyList<Uri> Hubs { get; init; } = [new("https://huggingface.co/"), new("https://hf-mirror.com/")];

    /// <summary>How long a hub may send nothing before the next one is tried.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Is told how downloads go; null: nobody.</summary>
    public Action<DownloadProgress>? Progress { get; init; }
}
