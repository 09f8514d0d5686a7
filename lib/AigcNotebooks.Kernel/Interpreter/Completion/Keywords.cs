using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>The keywords that fit a place.</summary>
internal static class Keywords
{
    private static readonly string[] TypeNames =
        ["bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "nuint", "object", "sbyte", "short", "string", "uint", "ulong", "ushort"];

    private static readonly string[] Expressions =
        [.. TypeNames, "async", "await", "base", "checked", "default", "delegate", "false", "from", "nameof", "new", "null", "sizeof", "stackalloc", "this", "throw", "true", "typeof", "unchecked"];

    private static readonly string[] Declarations =
        ["abstract", "async", "class", "const", "delegate", "enum", "event", "extern", "interface", "internal", "new", "partial", "private", "protected", "public", "readonly", "record", "ref", "required",
            "sealed", "static", "struct", "unsafe", "virtual", "void", "volatile"];

    private static readonly string[] Statements =
        ["break", "case", "catch", "const", "continue", "do", "else", "finally", "fixed", "for", "foreach", "goto", "if", "lock", "return", "switch", "try", "unsafe", "using", "var", "while", "yield"];

    private static readonly string[] Operators = ["as", "is", "switch", "with"];

    private static readonly string[] QueryClauses = ["ascending", "by", "descending", "equals", "from", "group", "in", "into", "join", "let", "on", "orderby", "select", "where"];

    internal static IEnumerable<Candidate> At(Place place, SyntaxToken before) => Texts(place, before).Distinct().Select(text =>
        new Candidate(_ => new CompletionItem(text, "keyword"), text, text == "var" && before.Text == "out" ? Rank.Expected : Rank.Keyword));

    private static IEnumerable<string> Texts(Place place, SyntaxToken before) => place switch
    {
        Place.Statement => [.. Statements, .. Expressions, .. Declarations],
        Place.Expression => before.Parent is BaseArgumentListSyntax or ArgumentSyntax ? [.. Expressions, "in", "out", "ref", "var"] : [.. Expressions, "ref", "var"],
        Place.Property or Place.Namespace when before.Text == "using" => ["static", "var"],
        Place.Type => TypeNames,
        Place.Constructed => TypeNames,
        Place.Parameter => [.. TypeNames, "in", "out", "params", "ref", "this", "var"],
        Place.Member => [.. TypeNames, .. Declarations, "const", "explicit", "implicit", "operator", "override"],
        Place.Accessor => ["get", "init", "internal", "private", "protected", "set"],
        Place.Constraint => [.. TypeNames, "class", "new", "notnull", "struct", "unmanaged"],
        Place.Pattern => [.. TypeNames, "false", "not", "null", "true", "var"],
        Place.AfterPattern => ["and", "or", "when"],
        Place.CaseLabel => ["case", "default"],
        Place.ConstructorInitializer => before.Text == ":" ? ["base", "this"] : ["where"],
        Place.AfterExpression when before.Parent is CommonForEachStatementSyntax => ["in"],
        Place.AfterExpression when before.Text == "yield" => ["break", "return"],
        Place.AfterExpression => IsInQuery(before) ? [.. Operators, .. QueryClauses] : Operators,
        _ => [],
    };

    private static bool IsInQuery(SyntaxToken before) => before.Parent?.FirstAncestorOrSelf<QueryExpressionSyntax>() is not null || before.Parent?.FirstAncestorOrSelf<FromClauseSyntax>() is not null;
}
