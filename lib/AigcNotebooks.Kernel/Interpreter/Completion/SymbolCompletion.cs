using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What C# has at a position: members after a dot, else whatever is in scope, and keywords.</summary>
internal static class SymbolCompletion
{
    /// <summary>So many signatures are written within a few milliseconds; a longer list is not read anyway.</summary>
    private const int MostSignatures = 300;

    /// <summary>Bare type names: to find out how far each must be qualified takes longer than all the rest.</summary>
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeOptionalBrackets,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly string[] ContextualKeywords =
        ["async", "await", "by", "descending", "from", "get", "global", "group", "init", "into", "join", "let", "nameof", "not", "orderby", "partial",
            "record", "required", "select", "set", "value", "var", "when", "where", "with", "yield"];

    private static readonly CompletionItem[] Keywords =
        [.. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Concat(ContextualKeywords).Order(StringComparer.Ordinal).Select(text => new CompletionItem(text, "keyword"))];

    /// <param name="view">The cell.</param>
    /// <param name="start">Where the name at the cursor begins, or would.</param>
    /// <param name="prefix">How it begins, in whatever case.</param>
    internal static IEnumerable<CompletionItem> At(CodeView view, int start, string prefix)
    {
        var before = view.TokenBefore(start);
        if (LeftOfDot(before) is { } left)
            return Items(prefix, MembersOf(view, left, start));
        if (before.IsKind(SyntaxKind.ColonColonToken))
            return Items(prefix, view.Model.LookupNamespacesAndTypes(start, view.Model.Compilation.GlobalNamespace));
        if (before.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { } imports && (imports.SemicolonToken.IsMissing || imports.SemicolonToken.SpanStart >= start))
            return Items(prefix, view.Model.LookupNamespacesAndTypes(start).Where(symbol => symbol is INamespaceSymbol || !before.IsKind(SyntaxKind.UsingKeyword)));
        return Items(prefix, view.Model.LookupSymbols(start).Concat(InitializerMembers(view, before))).Concat(Keywords.Where(keyword => keyword.Text.StartsWith(prefix, StringComparison.Ordinal)));
    }

    private static ExpressionSyntax? LeftOfDot(SyntaxToken token) => !token.IsKind(SyntaxKind.DotToken) && !token.IsKind(SyntaxKind.MinusGreaterThanToken) ? null : token.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        QualifiedNameSyntax name => name.Left,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static IEnumerable<ISymbol> MembersOf(CodeView view, ExpressionSyntax left, int position)
    {
        var (symbol, type) = view.Bind(left);
        if (symbol is INamespaceSymbol space)
            return view.Model.LookupNamespacesAndTypes(position, space);
        if (symbol is ITypeSymbol named)
            return view.Model.LookupSymbols(position, named).Where(member => member.IsStatic || member is ITypeSymbol);
        if (type is IPointerTypeSymbol pointer)
            type = pointer.PointedAtType;
        // Behind `?.` the value is there.
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && left.Parent is ConditionalAccessExpressionSyntax)
            type = nullable.TypeArguments[0];
        return type is null or IErrorTypeSymbol ? [] : view.Model.LookupSymbols(position, type, includeReducedExtensionMethods: true)
            .Where(member => member is not ITypeSymbol && (!member.IsStatic || member is IMethodSymbol { IsExtensionMethod: true }));
    }

    /// <summary>`new Point { X = 1, | }`: what can be set there.</summary>
    private static IEnumerable<ISymbol> InitializerMembers(CodeView view, SyntaxToken before)
    {
        if (before.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken) || before.Parent is not InitializerExpressionSyntax { Parent: ExpressionSyntax created } initializer
            || !initializer.IsKind(SyntaxKind.ObjectInitializerExpression) && !initializer.IsKind(SyntaxKind.WithInitializerExpression))
            return [];
        return view.Model.GetTypeInfo(created).Type is { } type
            ? view.Model.LookupSymbols(before.SpanStart, type).Where(member => member is IPropertySymbol { SetMethod: not null, IsIndexer: false } or IFieldSymbol { IsReadOnly: false } && !member.IsStatic)
            : [];
    }

    /// <summary>One item a name; what cells declare comes first.</summary>
    private static List<CompletionItem> Items(string prefix, IEnumerable<ISymbol> symbols)
    {
        var names = symbols.Where(symbol => symbol.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && IsOffered(symbol)).GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Any(IsDeclaredInCells) ? 0 : 1).ThenBy(group => group.Key, StringComparer.OrdinalIgnoreCase).ToList();
        return names.ConvertAll(group => new CompletionItem(Escaped(group.Key), Kind(group.First()), names.Count > MostSignatures ? "" : Signature([.. group])));
    }

    private static bool IsOffered(ISymbol symbol) => symbol.CanBeReferencedByName
        && !symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute"
            && attribute.ConstructorArguments is [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }]);

    private static bool IsDeclaredInCells(ISymbol symbol) => symbol is not INamespaceSymbol && symbol.Locations.Any(location => location.IsInSource);

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Signature(ImmutableArray<ISymbol> overloads)
    {
        var text = overloads[0] switch
        {
            IMethodSymbol method => method.ToDisplayString(Format)[method.Name.Length..],
            ILocalSymbol local => local.Type.ToDisplayString(Format),
            IParameterSymbol parameter => parameter.Type.ToDisplayString(Format),
            IFieldSymbol field => field.Type.ToDisplayString(Format),
            IPropertySymbol property => property.Type.ToDisplayString(Format),
            _ => "",
        };
        return overloads is [IMethodSymbol, _, ..] ? $"{text} (+ {overloads.Length - 1} overloads)" : text;
    }

    private static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "module",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        ITypeSymbol => "class",
        IMethodSymbol => "function",
        IPropertySymbol or IEventSymbol => "property",
        _ => "instance",
    };
}
