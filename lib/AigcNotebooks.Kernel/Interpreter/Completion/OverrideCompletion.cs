using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What `override` may be followed by: the members of the base classes, with type and parameters.</summary>
internal static class OverrideCompletion
{
    private static readonly SymbolDisplayFormat Head = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithKindOptions(SymbolDisplayKindOptions.None);

    /// <summary>Whether a token is `override`, or of the type behind it.</summary>
    internal static bool IsAt(SyntaxToken token) =>
        token.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not BaseTypeDeclarationSyntax && member.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.OverrideKeyword)) is var modifier
        && modifier != default && (token == modifier || member.ChildNodes().OfType<TypeSyntax>().Concat(member.ChildNodes().OfType<VariableDeclarationSyntax>().Select(declaration => declaration.Type))
            .Any(type => type.Span.Contains(token.Span) && type.Span.End == token.Span.End));

    internal static IEnumerable<Candidate> At(CodeView view, int start, SyntaxToken before)
    {
        if (!IsAt(before) || before.Parent!.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || view.Model.GetDeclaredSymbol(declaration) is not { } type)
            yield break;
        var withType = before.IsKind(SyntaxKind.OverrideKeyword);
        var typeBefore = withType ? "" : before.Parent.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.ChildNodes().First(node => node is TypeSyntax or VariableDeclarationSyntax).ToString().TrimEnd();
        foreach (var member in Overridable(type))
        {
            var result = (member as IMethodSymbol)?.ReturnType ?? ((IPropertySymbol)member).Type;
            var (resultText, head) = (result.ToMinimalDisplayString(view.Model, start), member.ToMinimalDisplayString(view.Model, start, Head));
            if (!withType && resultText.TrimEnd('?') != typeBefore.TrimEnd('?'))
                continue;
            var item = new CompletionItem(withType ? $"{resultText} {head}" : head, member is IMethodSymbol ? "function" : "property", member.ContainingType.Name);
            yield return new Candidate(_ => item, member.Name, member.IsAbstract ? Rank.Expected : member.ContainingType.SpecialType == SpecialType.System_Object ? Rank.Common : Rank.Ordinary);
            yield return new Candidate(_ => item, item.Text, Rank.Common);
        }
    }

    private static IEnumerable<ISymbol> Overridable(INamedTypeSymbol type)
    {
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var current = type; current is not null; current = current.BaseType)
            foreach (var member in current.GetMembers())
            {
                var known = overridden.Contains(member);
                if (Overridden(member) is { } above)
                    overridden.Add(above);
                if (!known && !SymbolEqualityComparer.Default.Equals(current, type) && !member.IsSealed && (member.IsAbstract || member.IsVirtual || member.IsOverride)
                    && member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
                    && member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: not "Finalize" } or IPropertySymbol)
                    yield return member;
            }
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
