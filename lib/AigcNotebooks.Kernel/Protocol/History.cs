using System.Text.Json;
using System.Text.RegularExpressions;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>The cells of this session, in memory, and `history_request` over them (tail, range, search).</summary>
internal sealed class History
{
    /// <summary>There is one session: the process's.</summary>
    private const int Session = 1;

    private readonly List<(int Line, string Input, string? Output)> entries = [];

    internal void AddTo(Router router) => router.Add("history_request", Answer);

    internal void Add(int line, string input, string? output) => entries.Add((line, input, output));

    private void Answer(Request request)
    {
        var message = request.Message;
        var withOutput = message.Flag("output", false);
        var found = message.Text("hist_access_type") switch
        {
            "range" => Range(message),
            "search" => Search(message),
            "tail" => entries.TakeLast(message.Number("n", int.MaxValue)),
            _ => [],
        };
        var answer = found.ToList();
        request.Reply("history_reply", writer =>
        {
            writer.WriteString("status", "ok");
            writer.WriteStartArray("history");
            foreach (var (line, input, output) in answer)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(Session);
                writer.WriteNumberValue(line);
                if (withOutput)
                    writer.WriteStartArray();
                writer.WriteStringValue(input);
                if (withOutput)
                {
                    writer.WriteStringValue(output);
                    writer.WriteEndArray();
                }
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        });
    }

    /// <summary>Lines start ≤ line &lt; stop. Session 0 is the current one; negative numbers count back from it, and there is none before.</summary>
    private IEnumerable<(int Line, string Input, string? Output)> Range(Message message)
    {
        if (message.Number("session", 0) is not (0 or Session))
            return [];
        var (start, stop) = (message.Number("start", 0), message.Number("stop", int.MaxValue));
        return entries.Where(entry => entry.Line >= start && entry.Line < stop);
    }

    /// <summary>The last n cells that match a glob pattern (`*`, `?`).</summary>
    private IEnumerable<(int Line, string Input, string? Output)> Search(Message message)
    {
        var pattern = Regex.Escape(message.Text("pattern", "*")).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal);
        var glob = new Regex($"^{pattern}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);
        var matches = entries.Where(entry => glob.IsMatch(entry.Input));
        if (message.Flag("unique", false))
            matches = matches.Reverse().DistinctBy(entry => entry.Input).Reverse();
        return matches.TakeLast(message.Number("n", int.MaxValue));
    }
}
