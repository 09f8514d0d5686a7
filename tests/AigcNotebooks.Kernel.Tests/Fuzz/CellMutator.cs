using AigcNotebooks.Kernel.Interpreter;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>Changes cells token by token.</summary>
internal sealed class CellMutator(FuzzRun run)
{
    private static readonly string[] Strange =
    [
        "\r", "\n", "\r\n", "\u2028", "\u2029", "\u0085", "\ufeff", "\0", "\u001a", "\ud83d", "\ude00", "😀", "é", "\u200d", "\t", "\\", "\\u0041", "@", "$", "#", "\"", "\"\"\"", "'", "`", "//", "/*", "*/", "///",
        "#!", "#!time\n", "\n#!html\n", "\n#if X\n", "\n#endif\n", "\n#r \"\"\n", "\n#load \"\"\n", "\n#i \"nuget:\"", "\n#region\n", "\n#line 1000000\n", "\n#error x\n", "\n#nullable\n", "\n#pragma\n", "#!import", "#!lsmagic",
        "(", ")", "[", "]", "{", "}", "<", ">", ";", ",", ".", "..", "?.", "::", "=>", "->", "??=", "?", ":", "=", "==", "+", "-", "*", "&", "!", "^1", "~",
        "99999999999999999999", "1e999", "0x", "1_", "1.", ".5", "'ab'",
    ];

    private static readonly string[] Keywords = [.. SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetPreprocessorKeywordKinds()).Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText).Distinct()];

    /// <summary>A cell of a list, changed in one to six places.</summary>
    internal string Next(IReadOnlyList<string> cells)
    {
        var tokens = Tokens(run.Pick(cells));
        for (var changes = run.Random.Next(1, 7); changes > 0; changes--)
        {
            var at = run.Random.Next(tokens.Count + 1);
            switch (run.Random.Next(9))
            {
                case 0 when at < tokens.Count: tokens.RemoveAt(at); break;
                case 1 when at < tokens.Count: tokens.Insert(at, tokens[at]); break;
                case 2 when at < tokens.Count:
                    var other = run.Random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3: tokens.InsertRange(at, Tokens(run.Pick(cells))); break;
                case 4: tokens = [.. tokens.Take(at), .. Tokens(run.Pick(cells)) is var rest ? rest.Skip(run.Random.Next(rest.Count + 1)) : []]; break;
                case 5: tokens.Insert(at, $" {run.Pick(Keywords)} "); break;
                case 6 when at < tokens.Count && tokens[at].Length > 0: tokens[at] = tokens[at].Remove(run.Random.Next(tokens[at].Length)); break;
                case 7 when at > 0: tokens = tokens[..at]; break;
                default: tokens.Insert(at, run.Pick(Strange)); break;
            }
        }
        return string.Concat(tokens);
    }

    private static List<string> Tokens(string code) => [.. SyntaxFactory.ParseTokens(code, options: CSharpScript.ParseOptions).Select(token => token.ToFullString())];
}
