using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What a call asks for: its parameters by name, and the members of an enum.</summary>
internal static class ArgumentCompletion
{
    internal static IEnumerable<Candidate> At(CodeView view, int start, SyntaxToken before) =>
        before.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.CommaToken && before.Parent is ArgumentListSyntax or AttributeArgumentListSyntax
            && CallSite.Around(view, start) is { } call
            ? call.NameableParameters(start).Select(parameter => new Candidate(_ => new CompletionItem(parameter.Name + ":", "param", parameter.Type.ToDisplayString(SymbolItems.Format)), parameter.Name, Rank.Expected))
            : [];

    /// <summary>`Colour.Red` where a `Colour` is expected; found by `Red`, too.</summary>
    internal static IEnumerable<Candidate> EnumMembers(CodeView view, int start, IEnumerable<ITypeSymbol> expected)
    {
        foreach (var type in expected.OfType<INamedTypeSymbol>().Where(type => type.TypeKind == TypeKind.Enum).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            var name = type.ToMinimalDisplayString(view.Model, start);
            foreach (var member in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.IsConst && SymbolItems.IsOffered(field)))
            {
                var item = new CompletionItem($"{name}.{member.Name}", "instance", type.Name);
                yield return new Candidate(_ => item, item.Text, Rank.Expected);
                yield return new Candidate(_ => item, member.Name, Rank.Expected);
            }
        }
    }
}
