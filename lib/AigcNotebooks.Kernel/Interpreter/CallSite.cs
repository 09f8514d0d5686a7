using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>The innermost call whose argument list a position is in, however unfinished: what may be called, and which argument it is about.</summary>
/// <param name="Candidates">Methods, constructors or indexers; the one that the compiler chose first, then those that fit what is given before.</param>
/// <param name="Arguments">The argument list.</param>
/// <param name="Index">Of the argument at the position, from 0.</param>
internal sealed record CallSite(ImmutableArray<ISymbol> Candidates, SyntaxNode Arguments, int Index)
{
    internal static CallSite? Around(CodeView view, int position)
    {
        for (var node = view.TokenBefore(position).Parent; node is not null; node = node.Parent)
            switch (node)
            {
                case StatementSyntax or MemberDeclarationSyntax:
                    return null;
                case BaseArgumentListSyntax or AttributeArgumentListSyntax when IsInside(node, position):
                    var index = node.ChildTokens().Count(token => token.IsKind(SyntaxKind.CommaToken) && token.SpanStart < position);
                    return new CallSite(Candidate(view, node.Parent!, index), node, index);
            }
        return null;
    }

    /// <summary>What can be given at the position by name: parameters that are not given before it.</summary>
    internal IEnumerable<IParameterSymbol> NameableParameters(int position)
    {
        var before = Arguments.ChildNodes().Where(argument => argument.Span.End <= position && argument.Span.Length > 0).ToList();
        var named = before.Select(Name).OfType<string>().ToHashSet();
        return Candidates.SelectMany(candidate => Parameters(candidate).Skip(before.Count - named.Count)).Where(parameter => !parameter.IsParams && !named.Contains(parameter.Name))
            .DistinctBy(parameter => parameter.Name);
    }

    /// <summary>The types that the argument at the position may have.</summary>
    /// <param name="name">The name that it is given by; null where it has none.</param>
    internal IEnumerable<ITypeSymbol> ExpectedTypes(string? name) => Candidates
        .Select(candidate => name is null ? Parameters(candidate).ElementAtOrDefault(Index) : Parameters(candidate).FirstOrDefault(parameter => parameter.Name == name))
        .OfType<IParameterSymbol>().Select(parameter => parameter.Type);

    internal static ImmutableArray<IParameterSymbol> Parameters(ISymbol called) => called switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol indexer => indexer.Parameters,
        _ => [],
    };

    private static string? Name(SyntaxNode argument) => argument switch
    {
        ArgumentSyntax { NameColon: { } colon } => colon.Name.Identifier.ValueText,
        AttributeArgumentSyntax { NameColon: { } colon } => colon.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsInside(SyntaxNode list, int position) =>
        list.GetFirstToken() is var open && list.GetLastToken(includeZeroWidth: true) is var close
        && open.Span.End <= position && !open.IsMissing && (close.IsMissing || position <= close.SpanStart);

    private static ImmutableArray<ISymbol> Candidate(CodeView view, SyntaxNode call, int index)
    {
        var model = view.Model;
        var found = call switch
        {
            InvocationExpressionSyntax invocation => Invoked(view, invocation),
            ObjectCreationExpressionSyntax creation => Constructors(view.Bind(creation.Type).Symbol),
            ImplicitObjectCreationExpressionSyntax creation => Constructors(model.GetTypeInfo(creation).Type is { TypeKind: not TypeKind.Error } type ? type
                : ExpectedType.Of(view, creation.SpanStart).FirstOrDefault()),
            PrimaryConstructorBaseTypeSyntax baseType => Constructors(view.Bind(baseType.Type).Symbol),
            ConstructorInitializerSyntax initializer when model.GetEnclosingSymbol(initializer.SpanStart)?.ContainingType is { } type =>
                Constructors(initializer.ThisOrBaseKeyword.IsKind(SyntaxKind.BaseKeyword) ? type.BaseType : type),
            AttributeSyntax attribute => Constructors(model.GetTypeInfo(attribute).Type),
            ElementAccessExpressionSyntax access when view.Bind(access.Expression).Type is { } type =>
                Indexers(type),
            _ => [],
        };
        var arguments = call.ChildNodes().OfType<BaseArgumentListSyntax>().FirstOrDefault()?.Arguments ?? default;
        var chosen = model.GetSymbolInfo(call).Symbol;
        return [.. found.Where(candidate => model.IsAccessible(call.SpanStart, candidate)).OrderBy(candidate => SymbolEqualityComparer.Default.Equals(candidate, chosen) ? 0 : 1)
            .ThenBy(candidate => Fits(view, Parameters(candidate), arguments, index) ? 0 : 1)];
    }

    private static IEnumerable<ISymbol> Invoked(CodeView view, InvocationExpressionSyntax invocation)
    {
        var group = view.MemberGroup(invocation.Expression);
        if (group.Length > 0)
            return group;
        var (symbol, type) = view.Bind(invocation.Expression);
        return type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke] : symbol is IMethodSymbol method ? [method] : [];
    }

    /// <summary>Whether a method takes the arguments before the one at the position, and one more.</summary>
    private static bool Fits(CodeView view, ImmutableArray<IParameterSymbol> parameters, SeparatedSyntaxList<ArgumentSyntax> arguments, int index) =>
        (index == 0 || parameters.Length > index || parameters is [.., { IsParams: true }])
        && arguments.Take(Math.Min(index, parameters.Length)).Select((argument, i) => argument.NameColon is not null || parameters[i].IsParams
            || view.Model.GetTypeInfo(argument.Expression).Type is not { TypeKind: not TypeKind.Error } type || view.Model.Compilation.HasImplicitConversion(type, parameters[i].Type)).All(fits => fits);

    private static IEnumerable<ISymbol> Indexers(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            foreach (var indexer in type.GetMembers().Where(member => member is IPropertySymbol { IsIndexer: true }))
                yield return indexer;
    }

    private static IEnumerable<ISymbol> Constructors(ISymbol? type) => type is INamedTypeSymbol named ? named.InstanceConstructors
        .Where(constructor => !constructor.IsImplicitlyDeclared || constructor.Parameters.IsEmpty) : [];
}
