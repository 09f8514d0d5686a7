using System.Text.Json;

namespace AigcNotebooks.Display;

public sealed partial class FigureTable
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>What a notebook measured in its longer training, profile <c>full</c>: made once, and kept in the repository as <c>data/full/NOTEBOOK.json</c>.</summary>
    /// <param name="Command">The command that made it.</param>
    /// <param name="Conditions">Package set, libtorch and threads.</param>
    /// <param name="Dataset">What it was trained on.</param>
    /// <param name="Metrics">The figures.</param>
    private sealed record Long(string Command, string Conditions, string Dataset, IReadOnlyList<Metric> Metrics)
    {
        internal string? ValueOf(string name) => Metrics.FirstOrDefault(metric => metric.Name == name) is { } metric ? Text(metric) : null;
    }

    /// <returns>Null where there is none, and beside figures of another profile than <c>classroom</c> or of other data.</returns>
    /// <exception cref="InvalidDataException">The file is no such table; the message names it and says what to do.</exception>
    private Long? LongRun()
    {
        if (profile != "classroom" || KeptTables.Find("full", notebook) is not var (bytes, source))
            return null;
        try
        {
            Long? kept = JsonSerializer.Deserialize<Long>(bytes, Options);
            if (kept is not { Command: not null, Conditions: not null, Dataset: not null, Metrics: not null } || kept.Metrics.Any(metric => metric?.Name is null))
                throw new JsonException("command, conditions, dataset or metrics are missing");
            return kept.Dataset == dataset ? kept : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{source} holds no figures of a long run: {e.Message} Delete it, or take it from the repository again (git checkout).", e);
        }
    }
}
