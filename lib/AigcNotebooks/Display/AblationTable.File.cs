using System.Text.Encodings.Web;
using System.Text.Json;

namespace AigcNotebooks.Display;

public sealed partial class AblationTable
{
    private const string Folder = "ablations";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private sealed record Kept(string Notebook, string Command, string Conditions, IReadOnlyList<string> Columns, IReadOnlyList<AblationRow> Rows);

    /// <summary>The table of a notebook: the repository's, if the working directory lies in one that has it, or else the one that this build carries.</summary>
    /// <param name="notebook">Without folder and ending.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InvalidDataException">The file is no such table; the message names it and says what to do.</exception>
    public static AblationTable? Find(string notebook) => KeptTables.Find(Folder, notebook) is var (bytes, source) ? Read(bytes, source) : null;

    /// <summary>Writes <c>data/ablations/NOTEBOOK.json</c> of the repository that the working directory lies in.</summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="InvalidOperationException">It lies in none.</exception>
    public string Save()
    {
        string path = KeptTables.FileOf(Folder, Notebook) ?? throw new InvalidOperationException($"{Environment.CurrentDirectory} lies in no copy of the kit's repository, whose data/ablations would hold the table. Run the notebook in one.");
        string part = $"{path}.{Environment.ProcessId}.part";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            File.WriteAllText(part, JsonSerializer.Serialize(new Kept(Notebook, Command, Conditions, Columns, Rows), Options) + "\n");
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
        return path;
    }

    private static AblationTable Read(byte[] file, string source)
    {
        try
        {
            Kept kept = JsonSerializer.Deserialize<Kept>(file, Options) ?? throw new JsonException("it is empty");
            if (kept.Columns is null || kept.Rows is null || kept.Rows.Any(row => row?.Values is null))
                throw new JsonException("columns or rows are missing");
            return kept.Rows.Aggregate(new AblationTable(kept.Notebook, kept.Command, kept.Conditions, kept.Columns, []), (table, row) => table.Add(row.Variant, row.Seed, [.. row.Values]));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{source} is no table of ablations: {e.Message} Delete it, or take it from the repository again (git checkout).", e);
        }
    }
}
