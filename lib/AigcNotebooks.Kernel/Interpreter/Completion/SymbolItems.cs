using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>Symbols as candidates: one a name, with kind and signature.</summary>
internal static class SymbolItems
{
    private const string AttributeSuffix = "Attribute";

    /// <summary>Bare type names: to find out how far each must be qualified takes longer than all the rest.</summary>
    internal static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeOptionalBrackets,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    internal static IEnumerable<Candidate> Of(CodeView view, IEnumerable<ISymbol> symbols, int position, IEnumerable<ITypeSymbol>? expected = null, bool expectsTypes = false, bool shortenAttributes = false)
    {
        var wanted = expected?.Where(type => type.SpecialType != SpecialType.System_Object && type is not ITypeParameterSymbol).ToList() ?? [];
        foreach (var group in symbols.Where(symbol => symbol.CanBeReferencedByName).GroupBy(symbol => symbol.Name, StringComparer.Ordinal))
        {
            var overloads = group.Where(symbol => IsOffered(symbol) && (symbol is not INamespaceSymbol space || PublicNamespaces.Contains(view.Model.Compilation, space))).ToList();
            if (overloads.Count == 0)
                continue;
            var text = shortenAttributes && group.Key.EndsWith(AttributeSuffix, StringComparison.Ordinal) ? group.Key[..^AttributeSuffix.Length] : Escaped(group.Key);
            yield return new Candidate(bare => new CompletionItem(text, Kind(overloads[0]), bare ? "" : Signature(overloads)), group.Key, RankOf(view, overloads[0], wanted, expectsTypes));
        }
    }

    internal static bool IsOffered(ISymbol symbol) => !symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute"
        && attribute.ConstructorArguments is [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }]);

    /// <summary>Whether a type is another, or derived from it.</summary>
    internal static bool Is(ITypeSymbol type, ITypeSymbol other)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current, other))
                return true;
        return type.AllInterfaces.Contains(other, SymbolEqualityComparer.Default);
    }

    private static Rank RankOf(CodeView view, ISymbol symbol, List<ITypeSymbol> wanted, bool expectsTypes)
    {
        if (expectsTypes && symbol is INamedTypeSymbol named && wanted.Exists(type => Is(named, type)))
            return wanted.Exists(type => SymbolEqualityComparer.Default.Equals(named, type)) ? Rank.Expected : Rank.OfExpectedType;
        if (symbol is not INamespaceSymbol && symbol.Locations.Any(location => location.IsInSource))
            return wanted.Count > 0 && TypeOf(symbol) is { } type && wanted.Exists(other => view.Model.Compilation.HasImplicitConversion(type, other)) ? Rank.OfExpectedType : Rank.Declared;
        return symbol is IMethodSymbol { IsExtensionMethod: true } ? Rank.Extension
            : symbol.ContainingType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum
                || symbol is IMethodSymbol { IsOverride: true, Name: "Equals" or "GetHashCode" or "ToString" } ? Rank.Common
            : Rank.Ordinary;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol { ReturnsVoid: false } method => method.ReturnType,
        _ => null,
    };

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Signature(List<ISymbol> overloads)
    {
        var text = overloads[0] switch
        {
            IMethodSymbol method => method.ToDisplayString(Format)[method.Name.Length..],
            ITypeSymbol or INamespaceSymbol => "",
            var value => TypeOf(value)?.ToDisplayString(Format) ?? "",
        };
        return overloads is [IMethodSymbol, _, ..] ? $"{text} (+ {overloads.Count - 1} overloads)" : text;
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
