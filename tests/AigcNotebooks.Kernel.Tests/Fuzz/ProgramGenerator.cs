using System.Text;

namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>Writes random valid programs: statements of all kinds inside each other, bounded loops, and now and then an exception. What they do is in `Out.Text`.</summary>
internal sealed class ProgramGenerator(FuzzRun run)
{
    private const int Deepest = 4;

    private readonly ExpressionGenerator expressions = new(run);
    private int names;

    /// <summary>Where a statement stands: what it may use, and what not.</summary>
    /// <param name="Depth">How many statements it is inside.</param>
    /// <param name="Variables">The names of integers.</param>
    /// <param name="CanAwait">Whether `await` may stand there.</param>
    private sealed record Scope(int Depth, List<string> Variables, bool CanAwait)
    {
        internal Scope Inside(params string[] more) => new(Depth + 1, [.. Variables, .. more], CanAwait);

        /// <summary>Within a function of its own.</summary>
        internal Scope Body(bool canAwait, params string[] parameters) => new(Depth + 1, [.. Variables, .. parameters], canAwait);
    }

    internal string Program()
    {
        var scope = new Scope(0, [], CanAwait: true);
        var text = new StringBuilder("static class Out { public static StringBuilder Text = new(); public static int Put(int n) { Text.Append(n).Append(' '); return n; } }\n");
        for (var i = run.Random.Next(2, 7); i > 0; i--)
            text.Append(run.Chance(0.2) ? Type() : Statement(scope)).Append(Trivia());
        return text.ToString();
    }

    private string Name(string kind) => $"{kind}{names++}";

    private string E(Scope scope) => expressions.Next(scope.Variables);

    private string Block(Scope scope)
    {
        var inner = scope.Inside();
        var text = new StringBuilder("{").Append(Trivia());
        for (var i = run.Random.Next(1, 4); i > 0; i--)
            text.Append(Statement(inner)).Append(Trivia());
        return text.Append('}').ToString();
    }

    /// <summary>A statement without braces, or with.</summary>
    private string Embedded(Scope scope) => run.Chance(0.5) ? Block(scope) : $"Out.Put({E(scope)});";

    private string Trivia() => run.Random.Next(14) switch
    {
        0 => " /* while (true) { */ ",
        1 => " // goto nowhere; }\n",
        2 => "\n#region => {\n#endregion\n",
        3 => "\n#if NEVER\nwhile (true) }\n#endif\n",
        4 => "\n#pragma warning disable CS0168\n",
        5 => "\n\n",
        6 => "\r\n",
        7 => "\u2028",
        8 => "\t",
        9 => " ",
        _ => "\n",
    };

    private string Statement(Scope scope)
    {
        if (scope.Depth > Deepest)
            return $"Out.Put({E(scope)});";
        var (a, b) = (Name("a"), Name("b"));
        switch (run.Random.Next(32))
        {
            case 0 or 1:
                var value = E(scope);
                scope.Variables.Add(a);
                return $"{(run.Chance(0.5) ? "var" : "int")} {a} = {value};";
            case 2: return $"for (var {a} = 0; {a} < 3; {a}++) {Embedded(scope.Inside(a))}";
            case 3: return $"foreach (var {a} in new[] {{ {E(scope)}, {E(scope)} }}) {Embedded(scope.Inside(a))}";
            case 4: return $"{{ var {a} = 0; while ({a}++ < 3) {Embedded(scope.Inside(a))} }}";
            case 5: return $"{{ var {a} = 0; do {Embedded(scope.Inside(a))} while (++{a} < 3); }}";
            case 6: return $"if ({E(scope)} > {E(scope)}) {Embedded(scope)} else {Embedded(scope)}";
            case 7: return $"switch ({E(scope)} % 4) {{ case 1: {Embedded(scope)} break; case 2: goto case 1; case 3 when {E(scope)} > 2: {Embedded(scope)} goto default; default: {Embedded(scope)} break; }}";
            case 8: return $"{{ var {a} = 0; {b}: {a}++; {Embedded(scope.Inside(a))} if ({a} < 3) goto {b}; }}";
            case 9: return $"try {Block(scope)} catch (InvalidOperationException {a}) when ({a}.Message.Length > {E(scope)}) {Block(scope)} finally {Block(scope with { CanAwait = false })}";
            case 10: return $"lock (typeof(Out)) {Block(scope with { CanAwait = false })}";
            case 11: return $"using (var {a} = new System.IO.StringReader(\"\")) {Embedded(scope)}";
            case 12: return $"checked {Block(scope)}";
            case 13: return $"if ({E(scope)} == {E(scope)}) throw new InvalidOperationException(\"{a}\");";
            case 14 when scope.CanAwait: return run.Chance(0.5) ? "await Task.Yield();" : $"Out.Put(await Task.FromResult({E(scope)}));";
            case 15: return $"int {a}(int {b}) {Returning(scope.Body(false, b))} Out.Put({a}({E(scope)}));";
            case 16: return $"int {a}(int {b}) => {E(scope.Inside(b))}; Out.Put({a}({E(scope)}));";
            case 17: return $"void {a}<T>(T {b}) => Out.Text.Append({b}); {a}({E(scope)});";
            case 18: return $"IEnumerable<int> {a}() {{ foreach (var {b} in new[] {{ 1, 2 }}) {{ yield return {E(scope.Inside(b))}; if ({b} == {E(scope)}) yield break; }} }} Out.Put({a}().Sum());";
            case 19 when scope.CanAwait: return $"async Task<int> {a}(int {b}) {Returning(scope.Body(true, b))} Out.Put(await {a}({E(scope)}));";
            case 20 when scope.CanAwait: return $"async Task {a}() => await Task.Yield(); await {a}();";
            case 21: return $"static ref int {a}(int[] {b}) => ref {b}[0]; {{ var {b}x = new[] {{ {E(scope)} }}; {a}({b}x) += 2; Out.Put({b}x[0]); }}";
            case 22: return $"static int {a}() {{ Span<int> {b} = stackalloc int[3]; foreach (ref var r in {b}) r = 2; for (var i = 0; i < {b}.Length; i++) {b}[i] += i; return {b}[2]; }} Out.Put({a}());";
            case 23: return $"unsafe int {a}() {{ int* {b} = stackalloc int[2]; for (var i = 0; i < 2; i++) *({b} + i) = i; fixed (char* c = \"x\") return {b}[1] + *c; }} Out.Put({a}());";
            case 24: return $"Func<int, int> {a} = {(run.Chance(0.5) ? $"{b} => {E(scope.Inside(b))}" : $"delegate (int {b}) {Returning(scope.Body(false, b))}")}; Out.Put({a}({E(scope)}));";
            case 25: return $"Action<int> {a} = {b} => Out.Put({E(scope.Inside(b))}); {a}({E(scope)});";
            case 26 when scope.CanAwait: return $"Func<Task<int>> {a} = async () => {Returning(scope.Body(true))}; Out.Put(await {a}());";
            case 27: return $"System.Linq.Expressions.Expression<Func<int, Func<int, int>>> {a} = {b} => c => {b} + c * 2; Out.Text.Append({a});";
            case 28: return $"Out.Put((from {a} in new[] {{ 3, 1, 2 }} let {b} = {E(scope.Inside(a))} where {b} > {E(scope.Inside(a, b))} orderby {b} descending, {a} group {b} by {a} % 2 into g select g.Key + g.Count()).Sum());";
            case 29: return $"Out.Text.Append(string.Join(\",\", from {a} in new[] {{ 1, 2 }}.AsQueryable() from {b} in new[] {{ 1, 2 }} where {a} != {b} select {a} * {b}));";
            case 30: return $"foreach (var ({a}, {b}) in new[] {{ ({E(scope)}, 2) }}) {Embedded(scope.Inside(a, b))}";
            default: return run.Chance(0.3) ? Block(scope) : $"Out.Put({E(scope)});";
        }
    }

    private string Returning(Scope scope)
    {
        var block = Block(scope);
        return block[..^1] + $"return {E(scope)}; }}";
    }

    private string Type()
    {
        var (name, scope) = (Name("T"), new Scope(2, [], CanAwait: false));
        var use = $"Out.Put(new {name}(2).Run());";
        return run.Random.Next(3) switch
        {
            0 => $"record {name}(int X) {{ public int Y => X + {E(scope)}; public int Run() {Returning(scope)} public static {name} operator +({name} l, {name} r) => new(l.X + r.X); public override string ToString() => $\"{{Y}}\"; }} Out.Text.Append(new {name}(1) + new {name}(2)); {use}",
            1 => $"class {name} {{ static readonly int[] Table = [1, 2, 3]; int n; public {name}(int n) => this.n = n; public {name}() : this(1) {Block(scope)} ~{name}() => n = 0; public int this[int i] => Table[i]; public int P {{ get => n; set {{ {Statement(scope)} n = value; }} }} "
                + $"public event Action E {{ add {{ }} remove {{ }} }} public int Run() {{ P = {E(scope)}; return this[1] + P; }} public static implicit operator int({name} t) => t.n; }} {use} Out.Put(new {name}());",
            _ => $"interface I{name} {{ int Half() => {E(scope)}; }} struct {name}(int n) : I{name} {{ public readonly int N => n; public int Run() {{ {Statement(scope)} return ((I{name})this).Half() + N; }} }} {use}",
        };
    }
}
