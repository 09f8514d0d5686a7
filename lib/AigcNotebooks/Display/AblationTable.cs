using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>What one training of an ablation came to.</summary>
/// <param name="Variant">What is different in it, such as "without attention".</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Values">One figure a column of the table.</param>
public sealed record AblationRow(string Variant, long Seed, IReadOnlyList<double> Values);

/// <summary>What each part of a model brings: the same training with one part taken away or added, with one seed or several. It takes too long for a lesson, so it is measured once and kept in
/// the repository, in <c>data/ablations</c>; the file travels inside the assembly, too. Shows itself as a table of means over the seeds. Immutable: each <see cref="Add"/> returns a new table.
/// Taught in notebook 11.
/// <code>
/// var table = AblationTable.Find("11-text-to-video") ?? new AblationTable("11-text-to-video", "./aigc run 11 --profile full", "2,000 steps each", "digit, %", "axis, %");
/// table = table.Add("without attention", seed: 0, 99.1, 87.2);
/// table.Save();
/// </code></summary>
[TypeFormatterSource(typeof(AblationTableFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed partial class AblationTable
{
    /// <summary>An empty table.</summary>
    /// <param name="notebook">The notebook that it belongs to, without folder and ending: the file's name.</param>
    /// <param name="command">The command that makes it.</param>
    /// <param name="conditions">What all trainings have in common: steps, data, machine.</param>
    /// <param name="columns">Names of the figures.</param>
    /// <exception cref="ArgumentException">The notebook's name cannot be a file's, or there are no columns.</exception>
    public AblationTable(string notebook, string command, string conditions, params string[] columns)
        : this(notebook, command, conditions, columns, [])
    {
    }

    private AblationTable(string notebook, string command, string conditions, IReadOnlyList<string> columns, IReadOnlyList<AblationRow> rows)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(notebook);
        if (notebook.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new ArgumentException($"Expected a notebook's name, without folders; found \"{notebook}\".", nameof(notebook));
        if (columns.Count == 0)
            throw new ArgumentException("Expected the name of at least one figure.", nameof(columns));
        (Notebook, Command, Conditions, Columns, Rows) = (notebook, command, conditions, columns, rows);
    }

    /// <summary>The notebook that it belongs to.</summary>
    public string Notebook { get; }

    /// <summary>The command that makes it.</summary>
    public string Command { get; }

    /// <summary>What all trainings have in common.</summary>
    public string Conditions { get; }

    /// <summary>Names of the figures.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The trainings: variants in the order in which they were first added, seeds in their own.</summary>
    public IReadOnlyList<AblationRow> Rows { get; }

    /// <summary>Adds a training; one of the same variant and seed gives way to it.</summary>
    /// <param name="variant">What is different in it.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="values">One figure a column, all finite.</param>
    /// <exception cref="ArgumentException">There are more or fewer figures than columns, or one is not finite.</exception>
    public AblationTable Add(string variant, long seed, params double[] values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(variant);
        if (values.Length != Columns.Count)
            throw new ArgumentException($"\"{variant}\" has {values.Length} figures; the table has {Columns.Count} ({string.Join("; ", Columns)}).", nameof(values));
        if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var wrong)
            throw new ArgumentException($"\"{Columns[wrong]}\" of \"{variant}\" is {values[wrong]}; expected a number.", nameof(values));
        List<string> variants = [.. Rows.Select(row => row.Variant).Append(variant).Distinct()];
        return new(Notebook, Command, Conditions, Columns, [.. Rows
            .Where(row => (row.Variant, row.Seed) != (variant, seed)).Append(new AblationRow(variant, seed, values))
            .OrderBy(row => variants.IndexOf(row.Variant)).ThenBy(row => row.Seed)]);
    }

    /// <summary>The table as aligned plain text.</summary>
    public override string ToString() => ToTable().ToString();

    /// <summary>Means over the seeds; where there are several, the least and the greatest beside them. Rows of other seeds than their neighbours' say which.</summary>
    internal ComparisonTable ToTable()
    {
        var variants = Rows.GroupBy(row => row.Variant).ToArray();
        static string SeedsOf(IEnumerable<AblationRow> rows) => string.Join(", ", rows.Select(row => row.Seed));
        bool alike = variants.Select(SeedsOf).Distinct().Count() <= 1;
        int most = variants.Select(rows => rows.Count()).DefaultIfEmpty().Max();
        string seeds = most <= 1 ? "one seed" : $"means over {(alike ? $"{most} " : "")}seeds (least–greatest)";
        return variants.Aggregate(new ComparisonTable($"{Conditions}; {seeds}; made by: {Command}", ["model", .. Columns]),
            (table, rows) => table.Add(alike ? rows.Key : $"{rows.Key} (seeds {SeedsOf(rows)})", [.. Columns.Select((_, column) => Text([.. rows.Select(row => row.Values[column])]))]));
    }

    private static object Text(double[] values) => values.Length == 1
        ? values[0]
        : string.Create(CultureInfo.InvariantCulture, $"{NumberText.Readable(values.Average())} ({NumberText.Readable(values.Min())}–{NumberText.Readable(values.Max())})");
}

internal sealed class AblationTableFormatters() : FormatterSource<AblationTable>(
    (Mime.Html, table => table.ToTable().Layout().ToHtml()),
    (Mime.Plain, table => table.ToString()));
