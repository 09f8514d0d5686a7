namespace AigcNotebooks.Data;

/// <summary>Where GPT-2's published files are, if they are there: in <c>gpt2</c> below the folder that <c>AIGC_DATA</c> names, or below the kit's cache. Taught in notebook 06.</summary>
public static class Gpt2Folder
{
    /// <summary>The folder that has the tokenizer's files (see <see cref="BytePairTokenizer.Load"/>); null: none has.</summary>
    public static string? OfTokenizer => Find(folder => BytePairFiles.AreIn(folder));

    /// <summary>The folder that has the weights and their <c>config.json</c> (see <see cref="Models.GptFiles.Load"/>); null: none has.</summary>
    public static string? OfWeights => Find(folder => File.Exists(Path.Combine(folder, "config.json"))
        && (File.Exists(Path.Combine(folder, "model.safetensors")) || File.Exists(Path.Combine(folder, "model.safetensors.index.json"))));

    private static string? Find(Func<string, bool> has) =>
        new[] { DataFolders.Given, DataFolders.Cache }.OfType<string>().Select(folder => Path.Combine(folder, "gpt2")).FirstOrDefault(has);
}
