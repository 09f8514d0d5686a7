namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What may stand at a cell's cursor.</summary>
internal static class Completer
{
    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">Index into it.</param>
    /// <param name="look">Binds the cell's C# in the session; asked for only where the cursor is in C#.</param>
    internal static CompletionList Of(string code, int cursor, Func<CodeView> look)
    {
        if (DirectiveCompletion.Of(code, cursor) is { } list)
            return list;
        var (start, end) = (CodeView.WordStart(code, cursor), CodeView.WordEnd(code, cursor));
        var view = look();
        if (view.IsText(cursor) || (start < end && char.IsDigit(code[start])))
            return new CompletionList([], cursor, cursor);
        var prefix = code[start..cursor];
        var items = SymbolCompletion.At(view, start, prefix)
            .OrderBy(item => item.Text.TrimStart('@').StartsWith(prefix, StringComparison.Ordinal) ? 0 : 1)
            .ToList();
        return new CompletionList(items, start, end);
    }
}
