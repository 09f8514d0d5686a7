using System.Text;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Insertions into a text, gathered in any order. At one place, what was inserted first comes first.</summary>
internal sealed class TextEdits
{
    private readonly List<(int Position, int Removed, string Added)> edits = [];

    internal int Count => edits.Count;

    internal void Insert(int position, string text) => Replace(position, 0, text);

    internal void Replace(int position, int length, string text) => edits.Add((position, length, text));

    internal string ApplyTo(string text)
    {
        var written = new StringBuilder();
        var position = 0;
        // The sort is stable.
        foreach (var edit in edits.OrderBy(edit => edit.Position))
        {
            written.Append(text, position, edit.Position - position).Append(edit.Added);
            position = edit.Position + edit.Removed;
        }
        return written.Append(text, position, text.Length - position).ToString();
    }
}
