using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>A measured figure of a notebook.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure; null where it is not finite.</param>
/// <param name="Unit">Its unit, such as "%" or "s"; empty for a bare number.</param>
/// <param name="N">From how many samples; null where that means nothing.</param>
/// <param name="Target">What was expected, as the notebook says it, such as "≥ 99.2"; null for no expectation.</param>
public sealed record Metric(string Name, double? Value, string Unit, long? N, string? Target);

/// <summary>The figures that a notebook ends with. Shows itself as a table (HTML and aligned text) that also carries <c>application/json</c>:
/// <c>{"notebook", "profile", "dataset", "seed", "metrics": [{"name", "value", "unit", "n", "target"}]}</c>, from which the README's table
/// is written. In profile <c>classroom</c> a column shows what the longer training of profile <c>full</c> came to, where the repository keeps that (<c>data/full</c>).
/// Immutable: each <see cref="Add"/> returns a new table.
/// <code>
/// new FigureTable("01-gan-mnist", profile, dataset: "MNIST", seed: 0)
///     .Add("Fréchet distance", 38.4, n: 10_000, target: "≤ 60")
///     .Add("training time", 243.1, unit: "s")
/// </code></summary>
/// <param name="notebook">Name of the notebook, without folder and ending.</param>
/// <param name="profile">Which profile ran: smoke, classroom or full.</param>
/// <param name="dataset">What it was trained on.</param>
/// <param name="seed">The run's seed.</param>
[TypeFormatterSource(typeof(FigureTableFormatters), PreferredMimeTypes = [Mime.Json, Mime.Html, Mime.Plain])]
public sealed partial class FigureTable(string notebook, string profile, string dataset, long seed)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The figures, in the order added.</summary>
    public IReadOnlyList<Metric> Metrics { get; private init; } = [];

    /// <summary>Adds a figure.</summary>
    /// <param name="name">What was measured; no other figure of this table may have this name.</param>
    /// <param name="value">The figure. NaN and infinity are carried as null and shown as "not finite".</param>
    /// <param name="unit">Its unit; empty for a bare number.</param>
    /// <param name="n">From how many samples.</param>
    /// <param name="target">What was expected.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public FigureTable Add(string name, double value, string unit = "", long? n = null, string? target = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Metrics.Any(metric => metric.Name == name))
            throw new ArgumentException($"The table has a figure \"{name}\" already; give each its own name.", nameof(name));
        var metric = new Metric(name, double.IsFinite(value) ? value : null, unit, n, target);
        return new(notebook, profile, dataset, seed) { Metrics = [.. Metrics, metric] };
    }

    /// <summary>The JSON that the table carries.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("notebook", notebook);
            json.WriteString("profile", profile);
            json.WriteString("dataset", dataset);
            json.WriteNumber("seed", seed);
            json.WriteStartArray("metrics");
            foreach (var metric in Metrics)
            {
                json.WriteStartObject();
                json.WriteString("name", metric.Name);
                if (metric.Value is { } value)
                    json.WriteNumber("value", value);
                else
                    json.WriteNull("value");
                json.WriteString("unit", metric.Unit);
                if (metric.N is { } n)
                    json.WriteNumber("n", n);
                else
                    json.WriteNull("n");
                json.WriteString("target", metric.Target);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The table as aligned plain text.</summary>
    public override string ToString() => Layout().ToPlainText();

    internal TextTable Layout()
    {
        string title = $"{notebook} · {profile} · {dataset} · seed {seed}";
        if (LongRun() is not { } full)
            return new TextTable(title, ["figure", "value", "unit", "n", "target"], [.. Metrics.Select(metric => Row(metric))], [false, true, false, true, false]);
        return new TextTable($"{title} (column full: {full.Command}; {full.Conditions})", ["figure", "value", "full", "unit", "n", "target"],
            [.. Metrics.Select(metric => Row(metric, full.ValueOf(metric.Name) ?? "—"))], [false, true, true, false, true, false]);
    }

    private static string[] Row(Metric metric, params string[] others) =>
        [metric.Name, Text(metric), .. others, metric.Unit, metric.N?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? "", metric.Target ?? ""];

    private static string Text(Metric metric) => metric.Value is { } value ? NumberText.Readable(value) : "not finite";
}

internal sealed class FigureTableFormatters() : FormatterSource<FigureTable>(
    (Mime.Json, table => table.ToJson()),
    (Mime.Html, table => table.Layout().ToHtml()),
    (Mime.Plain, table => table.ToString()));
