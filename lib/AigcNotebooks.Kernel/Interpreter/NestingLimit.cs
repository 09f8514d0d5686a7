using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Refuses code whose brackets are nested deeper than anybody writes: for some of it the compiler takes hours, or more stack than there is.</summary>
internal static class NestingLimit
{
    internal const int Most = 100;

    /// <exception cref="CodeTooDeepException">It is nested deeper than that; the message says how deep.</exception>
    internal static void Check(string code)
    {
        var depth = Depth(code);
        // Brackets in comments and strings are none. (Where strings are interpolated, to find their ends takes as long as what is to be avoided.)
        if (depth > Most && !code.Contains('$', StringComparison.Ordinal))
            depth = Depth(string.Concat(SyntaxFactory.ParseTokens(code, options: CSharpScript.ParseOptions).Select(token => token.Text is ['(' or '[' or '{' or ')' or ']' or '}'] ? token.Text : "")));
        if (depth > Most)
            throw new CodeTooDeepException($"The code nests brackets {depth} deep; this kernel takes {Most}. Split it up, or read such data from a file.");
    }

    /// <summary>A closing bracket closes what was opened within its pair, too: an opening one alone, as in "\u001b[31m", is text.</summary>
    private static int Depth(string code)
    {
        var open = new Stack<char>();
        var deepest = 0;
        Span<int> counts = stackalloc int[128];
        foreach (var character in code)
        {
            if (character is '(' or '[' or '{')
            {
                open.Push(character);
                counts[character]++;
                deepest = Math.Max(deepest, open.Count);
            }
            else if (character is ')' or ']' or '}')
            {
                var opening = character == ')' ? '(' : character == ']' ? '[' : '{';
                for (var isClosed = counts[opening] == 0; !isClosed; isClosed = open.Pop() == opening)
                    counts[open.Peek()]--;
            }
        }
        return deepest;
    }
}

/// <summary>Code that cannot be compiled for the depth of its nesting. Nothing of its cell was run.</summary>
internal sealed class CodeTooDeepException(string message) : Exception(message);
