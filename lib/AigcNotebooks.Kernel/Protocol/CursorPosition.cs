namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Jupyter counts cursor positions in Unicode code points, .NET in UTF-16 units.</summary>
internal static class CursorPosition
{
    /// <summary>Positions outside the code become its start or its end.</summary>
    internal static int FromJupyter(string code, int codePoints)
    {
        var index = 0;
        for (; codePoints > 0 && index < code.Length; codePoints--)
            index += IsPair(code, index) ? 2 : 1;
        return index;
    }

    internal static int ToJupyter(string code, int index)
    {
        var codePoints = 0;
        for (var i = 0; i < index; codePoints++)
            i += IsPair(code, i) ? 2 : 1;
        return codePoints;
    }

    private static bool IsPair(string code, int index) => index + 1 < code.Length && char.IsSurrogatePair(code[index], code[index + 1]);
}
