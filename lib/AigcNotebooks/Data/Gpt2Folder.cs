namespace AigcNotebooks.Data;

/// <summary>Where GPT-2's published files are, if they are there: in <c>gpt2</c> below the folder that <c>AIGC_DATA</c> names, or below the kit's cache. Taught in notebook 06.</summary>
public static class Gpt2Folder
{
    /// <summary>The folder that has the tokenizer's files (see <see cref="BytePairTokenizer.Load"/>); null: none has.</summary>
    public static string? OfTokenizer => Find(folder => BytePairFiles.AreIn(folder));

    /// <summary>The folder that has the weights and their <c>config.json</c> (see <see cref="Models.GptFiles.Load"/>); null: none has.</summary>
    public static string? OfWeights => Find(folder => File.Exists(Path.Combine(folder, "config.json"))
        && (File.Exists(Path.Combine(folder, "model.safetensors")) || File.Exists(Path.Combine(folder, "model.safetensors.index.json"))));

    /// <summary>Downloads weights and tokenizer (550 MB for the smallest GPT-2) into the kit's cache, where <see cref="OfTokenizer"/> and <see cref="OfWeights"/> find them. What is there already and
    /// has the right sum is not fetched again; what breaks off goes on where it stopped, now or next time. Each file is checked by the sum that the hub's listing gives it.</summary>
    /// <remarks>A file is held in memory while it comes, and one above 2 GB is refused before anything is fetched. So <c>gpt2</c> and <c>gpt2-medium</c> (1.5 GB) can be had; <c>gpt2-large</c> (3.2 GB) and
    /// <c>gpt2-xl</c> (6.4 GB) cannot: fetch these by other means, into <c>gpt2</c> below the folder that <c>AIGC_DATA</c> names.</remarks>
    /// <param name="options">Another model, or other hubs; null: the smallest GPT-2.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="IOException">No hub delivered, a file is above 2 GB, or the disk is full; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Stop was pressed; what has come is kept for the next time.</exception>
    public static string Download(HubOptions? options = null)
    {
        options ??= new HubOptions();
        CancellationToken stop = Training.Stop.Token;
        Task.Run(() => HubDownload.FetchAsync(options, stop), stop).GetAwaiter().GetResult();
        return options.Folder;
    }

    private static string? Find(Func<string, bool> has) =>
        new[] { DataFolders.Given, DataFolders.Cache }.OfType<string>().Select(folder => Path.Combine(folder, "gpt2")).FirstOrDefault(has);
}
