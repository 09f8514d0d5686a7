using System.Text.Json;

namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>Cells as people write them, to be mutated: constructs of all kinds, and the cells of the kit's notebooks.</summary>
internal static class CellCorpus
{
    /// <summary>Whatever becomes of these, or of pieces of them put together, does no harm when it runs.</summary>
    internal static readonly string[] Harmless =
    [
        "var x = 1;\nx + 1", "Console.WriteLine(\"a\");", "for (var i = 0; i < 3; i++)\n{\n    Console.Write(i);\n}", "int F(int n) => n < 2 ? n : F(n - 1) + F(n - 2);\nF(5)",
        "record P(int X, int Y);\nnew P(1, 2) with { X = 3 }", "var words = new[] { \"a\", \"b\" };\nwords.Select(w => w.Length).Sum()", "from a in new[] { 1, 2 } where a > 1 select a * 2",
        "x switch { > 1 and < 3 => \"a\", null => \"b\", _ => $\"{x:F1}\" }", "class A<T> where T : struct { public T? V { get; init; } = default; }\nnew A<int>()", "await Task.Delay(1);",
        "async Task<int> G() { await Task.Yield(); return 1; }\nawait G()", "try { throw new Exception(\"e\"); } catch (Exception e) when (e.Message != \"\") { Console.Write(e.Message); } finally { }",
        "switch (1) { case 1: goto case 2; case 2: break; default: break; }", "IEnumerable<int> H() { yield return 1; yield break; }\nH().ToList()",
        "\"\"\"\n  raw {text}\n  \"\"\"", "@\"verbatim \"\" \" + 'c' + '\\u0041' + 1_000L + 0x1FUL + 1e3f + 1m", "(int a, (string b, _)) = (1, (\"z\", 2));", "#nullable enable\nstring? s = null;\ns?.Length ?? -1",
        "#region r\n#pragma warning disable CS0168\n#if DEBUG\n1\n#else\n2\n#endif\n#endregion", "#!time\n1 + 1", "#!markdown\n# Title\n#!csharp\n1", "#!who", "display(\"a\");", "\"<b>x</b>\".DisplayAs(\"text/html\");",
        "using System.Globalization;\nCultureInfo.InvariantCulture.Name", "int[] m = [1, 2, .. new[] { 3 }];\nm[^1]", "Func<int, int> add = static n => n + 1;\nadd(2)", "interface I { int M() => 1; }\nstruct S : I { }\n((I)new S()).M()",
        "enum E : byte { A = 1, B = A << 1 }\nE.A | E.B", "delegate int D(ref int n);\nD d = (ref int n) => n++;", "/// <summary>doc</summary>\nint Documented() => 1; /* c */ // d", "extension", "var 变量 = \"😀\";\n变量.Length", "",
    ];

    /// <summary>These are compiled only.</summary>
    internal static readonly Lazy<string[]> All = new(() => [.. Harmless, .. Notebooks().SelectMany(Cells), "unsafe { int* p = stackalloc int[2]; *p = 1; }", "#r \"nowhere.dll\"\n#load \"nowhere.csx\"", "#line 5 \"x.cs\"\n1", "[Obsolete] extern static int P();", "goto a; a: ;"]);

    private static IEnumerable<string> Notebooks()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "notebooks")))
                return Directory.EnumerateFiles(Path.Combine(folder.FullName, "notebooks"), "*.ipynb");
        return [];
    }

    private static IEnumerable<string> Cells(string notebook)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(notebook));
        return [.. json.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
    }
}
