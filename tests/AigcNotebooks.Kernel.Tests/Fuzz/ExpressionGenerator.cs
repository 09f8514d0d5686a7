namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>Writes random expressions of type int.</summary>
internal sealed class ExpressionGenerator(FuzzRun run)
{
    private const int Deepest = 3;

    private int names;

    internal string Next(IReadOnlyList<string> variables, int depth = 0)
    {
        if (depth > Deepest || run.Chance(0.35))
            return variables.Count > 0 && run.Chance(0.6) ? run.Pick(variables) : run.Random.Next(9).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string E() => Next(variables, depth + 1);
        var name = $"e{names++}";
        string Inner() => Next([.. variables, name], depth + 1);
        return run.Random.Next(18) switch
        {
            0 => $"unchecked({E()} + {E()})",
            1 => $"({E()} ^ {E()}) % 7",
            2 => $"Math.Max({E()}, {E()})",
            3 => $"({E()} > {E()} ? {E()} : {E()})",
            4 => $"({E()} switch {{ > 2 and < 6 => {E()}, 1 or 7 => {E()}, var {name} when {name} > 3 => {Inner()}, _ => 0 }})",
            5 => $"({E()} is int {name} && {name} > 2 ? {Inner()} : 1)",
            6 => $"((Func<int>)(() => {E()}))()",
            7 => $"((Func<int, int>)(static {name} => {name} + 1))({E()})",
            8 => $"new[] {{ {E()}, {E()} }}.Sum({name} => {Inner()} % 5)",
            9 => $"new[] {{ {E()} }}.Select(({name}, i) => {{ return {Inner()}; }}).First()",
            10 => $"(from {name} in new[] {{ {E()} }} select {Inner()}).Last()",
            11 => $"$\"{{({E()}) % 10:D3}}\".Length",
            12 => $"nameof(Out.Text).Length",
            13 => $"Out.Put({E()} % 100)",
            14 => $"(({E()}, {E()}) is (> 2, var {name}) ? {Inner()} : 2)",
            15 => $"(6 / ({E()} % 5))",
            16 => $"new int[] {{ 1, 2 }}[^1]",
            _ => $"\"\"\"raw \" {{text}}\"\"\".Length",
        };
    }
}
