namespace AigcNotebooks.Data;

/// <summary>How far a download is.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Host">The mirror it comes from.</param>
/// <param name="Received">Compressed bytes here so far, those of an earlier attempt included.</param>
/// <param name="Total">Compressed length in bytes, or null where the mirror does not say.</param>
public readonly record struct DownloadProgress(string File, string Host, long Received, long? Total);
