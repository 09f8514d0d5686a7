namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What may stand at a cell's cursor.</summary>
internal static class Completer
{
    /// <summary>So many signatures are written within a few milliseconds; a longer list is not read anyway.</summary>
    private const int MostSignatures = 300;

    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">Index into it.</param>
    /// <param name="look">Binds code in the session.</param>
    internal static CompletionList Of(string code, int cursor, Func<string, CodeView> look)
    {
        var view = look(code);
        if (view.IsText(cursor))
            return new CompletionList([], cursor, cursor);
        if (DirectiveCompletion.Of(code, cursor) is { } list)
            return list;
        var (start, end) = (CodeView.WordStart(code, cursor), CodeView.WordEnd(code, cursor));
        if (start < end && char.IsDigit(code[start]))
            return new CompletionList([], cursor, cursor);
        var items = Best(CodeCompletion.At(view, start), code[start..cursor]);
        // A line that ends in a dot goes on with the next one, for the parser. The user is about to write more, and the next line is another statement.
        if (items.Count == 0 && code[..start].TrimEnd().EndsWith('.') && code.AsSpan(end).IndexOf('\n') is var rest and >= 0 && code.AsSpan(end, rest).IsWhiteSpace())
            items = Best(CodeCompletion.At(look(code.Insert(end, ";")), start), code[start..cursor]);
        return new CompletionList(items, start, end);
    }

    /// <summary>Those that begin as typed; where none does, those whose humps do. One item a text.</summary>
    private static List<CompletionItem> Best(IEnumerable<Candidate> candidates, string typed)
    {
        var fitting = candidates.Select(candidate => (Candidate: candidate, Match: NameMatching.Match(candidate.Name, typed))).Where(pair => pair.Match != NameMatch.None).ToList();
        if (fitting.Exists(pair => pair.Match < NameMatch.Humps))
            fitting.RemoveAll(pair => pair.Match == NameMatch.Humps);
        // What the place expects is in the order of its declaration.
        return [.. fitting.OrderBy(pair => pair.Match).ThenBy(pair => pair.Candidate.Rank).ThenBy(pair => pair.Candidate.Rank == Rank.Expected ? "" : pair.Candidate.Name, StringComparer.OrdinalIgnoreCase)
            .Select((pair, i) => pair.Candidate.Item(i >= MostSignatures)).DistinctBy(item => item.Text)];
    }
}
