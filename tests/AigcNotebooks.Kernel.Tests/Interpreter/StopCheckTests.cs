using AigcNotebooks.Kernel.Interpreter;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>The checks that the kernel writes into cells change nothing but that Stop works.</summary>
public sealed class StopCheckTests : InterpreterTest
{
    [Theory]
    [InlineData("var n = 0; while (n < 5) n++; do n++; while (n < 8); for (;;) if (++n > 9) break; n", "10")]
    [InlineData("var n = 0; foreach (var (a, b) in new[] { (1, 2) }) n += a + b; foreach (var x in new[] { 4 }) { n += x; } n", "7")]
    [InlineData("var n = 0; again: if (n++ < 4) goto again; switch (n) { case 5: goto case 6; case 6: n = 60; goto default; default: n++; break; } n", "61")]
    [InlineData("int F() => 1; void G() => F(); async Task H() => await Task.Yield(); async Task<int> I() => await Task.FromResult(2); G(); await H(); F() + await I()", "3")]
    [InlineData("ref int First(int[] a) => ref a[0]; var a = new[] { 1 }; First(a) = 5; a[0]", "5")]
    [InlineData("IEnumerable<int> Three() { for (var i = 0; i < 3; i++) yield return i; } Three().Sum()", "3")]
    [InlineData("async IAsyncEnumerable<int> Two() { yield return 1; await Task.Yield(); yield return 2; } var s = 0; await foreach (var x in Two()) s += x; s", "3")]
    [InlineData("unsafe int Third() { int* p = stackalloc int[3]; for (var i = 0; i < 3; i++) p[i] = i; return p[2]; } Third()", "2")]
    [InlineData("class A { static A() { for (var i = 0; i < 2; i++) N++; } public static int N; public A() => N++; public A(int n) : this() { N += n; } ~A() => N = 0; } new A(5); A.N", "8")]
    [InlineData("class B { int[] a = [1, 2]; public int this[int i] => a[i]; public int P { get => a[0]; set => a[0] = value; } public int Q => P + 1; } var b = new B { P = 7 }; b.Q + b[1]", "10")]
    [InlineData("record R(int X) { public static R operator +(R a, R b) => new(a.X + b.X); public static implicit operator int(R r) => r.X; public bool Big => X switch { > 2 => true, _ => false }; class N { public int Y => 1; } } $\"{(int)(new R(1) + new R(2))} {(new R(3) with { X = 4 }).Big}\"", "3 True")]
    [InlineData("interface I { int F() => 1; } struct S : I { public readonly int G() => 2; } ((I)new S()).F() + new S().G()", "3")]
    [InlineData("Func<int, Func<int, int>> add = x => y => x + y; Action<int> nothing = x => x.ToString(); Func<Task> wait = async () => await Task.Yield(); nothing(1); await wait(); add(1)(2)", "3")]
    [InlineData("var f = delegate (int x) { return x + 1; }; var g = (int x = 3) => x; Func<int> bad = () => throw new Exception(); f(1) + g()", "5")]
    [InlineData("Task.Run(() => Console.Out.FlushAsync()).GetType().Name", "UnwrapPromise`1")]
    [InlineData("$\"{new[] { 1, 2 }.Select(x => x * 2).Sum():F1} {from x in new[] { 1 } select x}\".Length > 0", "True")]
    [InlineData("string.Join(\",\", from x in new[] { 3, 1, 2 } let y = x * 2 where y > 2 orderby y descending group y by y % 4 into g select g.Key)", "2,0")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> e = x => x + 1; e.ToString()", "x => (x + 1)")]
    [InlineData("new[] { 1 }.AsQueryable().Where(x => x > 1).Expression.ToString()", "System.Int32[].Where(x => (x > 1))")]
    [InlineData("(from x in new[] { 1 }.AsQueryable() where x > 1 select x).Expression.ToString()", "System.Int32[].Where(x => (x > 1))")]
    [InlineData("(Func<int, bool> f, int n) = (x => x > 1, 2); f(n)", "True")]
    [InlineData("int Line([System.Runtime.CompilerServices.CallerLineNumber] int n = 0) => n;\nwhile (true)\n{\n    break;\n}\nLine()", "6")]
    public void CodeMeansWhatItMeant(string code, string text) => Assert.Equal(text, Run(code).Text);

    [Theory]
    [InlineData("try { throw new FormatException(); } catch (FormatException) { } catch { throw; }\ntry { int.Parse(\"x\"); } catch (Exception e) when (e is FormatException) { }\n1", "1")]
    [InlineData("class C { int x; public int X { get => x; set => x = value; } public int Y { get { return X + 1; } } public int Z => -x * 2; public int W { get; set => field = value + 1; } } var c = new C { X = 3, W = 4 }; $\"{c.X} {c.Y} {c.Z} {c.W}\"", "3 4 -6 5")]
    [InlineData("class F { public object A = new List<int> { 1 }; public List<int> B { get; set; } = new() { 2, 3 }; public static List<int> C = new() { 4 }; public int D = new Version(5, 6).Minor; } var f = new F(); $\"{((List<int>)f.A).Count} {f.B.Count} {F.C.Count} {f.D}\"", "1 2 1 6")]
    [InlineData("using System.Numerics;\nrecord struct M(BigInteger N) { BigInteger n = 1; public BigInteger Next => n + N; } new M(2).Next.ToString()", "3")]
    public void CatchClausesAndAccessorsMeanWhatTheyMeant(string code, string text) => Assert.Equal(text, Run(code).Text);

    [Theory]
    [InlineData("System.Diagnostics.Debug.Assert(new[] { 1, 2 }.All(x => x > 1));", "assertion failed: new[] { 1, 2 }.All(x => x > 1)")]
    [InlineData("ArgumentNullException.ThrowIfNull((from x in new[] { 1 } where x > 1 select \"\").FirstOrDefault());", "Value cannot be null. (Parameter '(from x in new[] { 1 } where x > 1 select \"\").FirstOrDefault()')")]
    [InlineData("class Told(object o, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(o))] string text = \"\") { public string Text => text; }\nthrow new Exception(new Told((Func<int>)(() => 1)).Text + new Told(o: 1).Text);", "(Func<int>)(() => 1)1")]
    [InlineData("int[] Checked(int[] xs, int n = 0, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(xs))] string text = \"\") => throw new Exception(text);\nChecked(new[] { 1 }.Select(x =>\n  x).ToArray());", "new[] { 1 }.Select(x =>\n  x).ToArray()")]
    [InlineData("string Said(object o, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(o))] string text = \"\") => text;\nthrow new Exception(Said((Func<int>)(() => 1), \"given\"));", "given")]
    public void ArgumentsAreToldAsTheyWereWritten(string code, string message) => Assert.Equal(message, Fail(code).Message);

    /// <summary>Where the checks do not compile, a cell runs without them, and Stop does not end its loops.</summary>
    [Theory]
    [InlineData("var xs = new[] { 1 }; var s = $\"{from x in xs select x} {from x in xs where x > 0 group x by x}\"; while (s == null) { }")]
    [InlineData("var xs = new[] { 1 }; var s = $\"\"\"{xs.Select(x => x + 1).Sum():F1} {xs.Count(x => x > 0)}\"\"\"; while (s == null) { }")]
    [InlineData("class N { public int? A = new(); public N B { get; } = new() { A = 1 }; public object C = new(); public N(int x = 0) { } public N() : this(1) { } } while (false) { }")]
    [InlineData("ref struct R { public Span<int> S = new Span<int>(new int[1]); public R() { } public int F => S.Length; } while (false) { }")]
    [InlineData("var ws = new[] { \"a\" }; var q = from x in ws where x is { Length: var n } && n > 0 let z = x + 1 join y in ws on x equals y into g select (x, n: g.Count()); q.First().n")]
    [InlineData("class G<T> where T : new() { T a = new T(); List<T> b = new(); public T A => a; public event Action E { add => a = new T(); remove { } } } while (false) { }")]
    [InlineData("interface IA { static abstract int X { get; } static virtual int Y => F(); static int F() => 1; int Z { get => F(); } } while (false) { }")]
    [InlineData("Func<string> f = () => null; Func<int> g = () => default; Func<dynamic> h = () => 1; int y = 0; Action<int> k = x => y = x; Action m = () => (y, _) = (1, 2); while (y < 0) { }")]
    public void TheChecksCompile(string code)
    {
        var submission = new SubmissionChain().Compile(code, "cell", TestContext.Current.CancellationToken);
        Assert.False(submission.Failed, string.Join("\n", submission.Diagnostics));
        Assert.Contains(nameof(StopCheck), submission.Compilation.SyntaxTrees[^1].ToString());
    }

    [Theory]
    [InlineData("int F(int n) => F(n + 1) + 1;\nF(0)", "Cell [1], line 1, in F(int n)")]
    [InlineData("int A(int n) { return B(n) + 1; }\nint B(int n) { return A(n) + 1; }\nA(0)", "Cell [1], line 2, in B(int n)")]
    [InlineData("Func<int, int> f = null;\nf = n =>\n    f(n) + 1;\nf(0)", "Cell [1], line 3, in lambda")]
    [InlineData("class Self\n{\n    public int Value => Value + 1;\n}\nnew Self().Value", "Cell [1], line 3, in Self.get_Value()")]
    [InlineData("class Child { public Child Parent = new(); public Child() { } }\nnew Child()", "Cell [1], line 1")]
    [InlineData("async Task<int> G(int n) => await G(n + 1) + 1;\nawait G(0)", "in G")]
    [InlineData("Task.Run(() => { int H(int n) => H(n + 1) + 1; return H(0); }).Result", "in H(int n)")]
    public void ARecursionTooDeepIsAnErrorWithItsLine(string code, string place)
    {
        Run("var kept = 1;");
        var error = Fail(code);
        Assert.Equal("InsufficientExecutionStackException", error.Name);
        Assert.Contains("recursion is too deep", error.Message);
        Assert.Contains(place.Replace("[1]", "[2]"), Plain(error));
        Assert.InRange(error.Traceback.Count, 2, 40);
        Assert.Equal("1", Run("kept").Text);
    }

    [Theory]
    [InlineData("var xs = new[] { 1 };\nxs.Select(x => x).Select(x =>\n    x / (x - 1)).First()", 3)]
    [InlineData("for (var i = 0; i < 2; i++)\n    if (i == 1)\n        throw new Exception();", 3)]
    [InlineData("int F(int n)\n    => n == 0\n        ? throw new Exception()\n        : 1;\nF(0)", 2)]
    [InlineData("class P\n{\n    public int V =>\n        int.Parse(\"x\");\n}\nnew P().V", 4)]
    [InlineData("#load \"loop.csx\"\nThrows();", 2)]
    public void ExceptionsKeepTheirLines(string code, int line)
    {
        File.WriteAllText("loop.csx", "void Throws()\n{ while (true) { throw new Exception(); } }");
        Assert.Contains($", line {line}", Plain(Fail(code)).Split('\n')[1..].First(text => text.Contains(", line")));
    }

    [Theory]
    [InlineData("while (true) { nowhere(); }", "line 1, column 16: error CS0103")]
    [InlineData("Func<int, int> f = x => x + nowhere;", "line 1, column 29: error CS0103")]
    [InlineData("while (true) int x = 1;", "column 14: error CS1023")]
    [InlineData("foreach (var x in new[] { 1 }) goto nowhere;", "column 37: error CS0159")]
    [InlineData("void F() => 5;", "column 13: error CS0201")]
    public void CompileErrorsKeepTheirPlaces(string code, string place) => Assert.Contains(place, Plain(Fail(code)));

    [Fact]
    public void WarningsKeepTheirPlaces()
    {
        var shown = Assert.Single(Run("async Task W() => await Task.Yield();\nasync Task V() { while (true) { W(); break; } }").Shown);
        Assert.Contains("line 2, column 33: warning CS4014", shown.Data["text/plain"]);
    }

    [Fact]
    public async Task ALoopInALoadedFileEnds()
    {
        File.WriteAllText("endless.csx", "void Endless()\n{\n    Console.Write(1);\n    while (true) { }\n}");
        Run("#load \"endless.csx\"");
        var output = new RecordingOutput();
        var cell = Task.Run(() => Interpreter.Execute("Endless();", 9, output), TestContext.Current.CancellationToken);
        while (output.StandardOutput.Length == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Interpreter.Interrupt();
        Assert.Equal("The cell was interrupted.", (await cell)!.Message);
    }
}
