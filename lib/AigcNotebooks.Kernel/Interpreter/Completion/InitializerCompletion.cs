using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>Properties and fields that an object initializer or `with` may set, or that a property pattern may look at.</summary>
internal static class InitializerCompletion
{
    /// <param name="alsoValues">Whether elements of a collection may stand there as well.</param>
    internal static IEnumerable<Candidate> At(CodeView view, int start, SyntaxToken before, out bool alsoValues)
    {
        var model = view.Model;
        var isPattern = before.Parent is PropertyPatternClauseSyntax;
        var type = before.Parent switch
        {
            PropertyPatternClauseSyntax { Parent: RecursivePatternSyntax pattern } => Matched(view, pattern),
            InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax creation } => view.Bind(creation.Type).Symbol as ITypeSymbol,
            InitializerExpressionSyntax { Parent: WithExpressionSyntax with } => view.Bind(with.Expression).Type,
            InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } => model.GetTypeInfo(assignment.Left).Type,
            InitializerExpressionSyntax { Parent: ExpressionSyntax created } => model.GetTypeInfo(created).Type ?? ExpectedType.Of(view, created.SpanStart).FirstOrDefault(),
            _ => null,
        };
        alsoValues = !isPattern && before.Parent is InitializerExpressionSyntax { Parent: not WithExpressionSyntax } && type?.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable) == true;
        if (type is null)
            return [];
        var given = before.Parent!.ChildNodes().Where(node => node.Span.End <= start).Select(Name).ToHashSet();
        return SymbolItems.Of(view, model.LookupSymbols(before.SpanStart, type).Where(member => !member.IsStatic && !given.Contains(member.Name) && (isPattern ? IsReadable(member) : IsSettable(member))), start);
    }

    private static ITypeSymbol? Matched(CodeView view, RecursivePatternSyntax pattern) =>
        pattern.Type is { } type ? view.Bind(type).Symbol as ITypeSymbol
        : view.Model.GetTypeInfo(pattern).Type is { TypeKind: not TypeKind.Error } matched ? NotNull(matched)
        : ExpectedType.Of(view, pattern.SpanStart).FirstOrDefault();

    private static ITypeSymbol NotNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static string? Name(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText,
        SubpatternSyntax { NameColon.Name: { } name } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsSettable(ISymbol member) => member switch
    {
        IPropertySymbol { IsIndexer: false } property => property.SetMethod is not null || property.Type.SpecialType == SpecialType.None && property.Type.IsReferenceType && IsCollection(property.Type),
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        _ => false,
    };

    /// <summary>`new Model { Layers = { … } }` adds to what is there.</summary>
    private static bool IsCollection(ITypeSymbol type) => type.GetMembers("Add").Length > 0;

    private static bool IsReadable(ISymbol member) => member is IPropertySymbol { IsIndexer: false, GetMethod: not null } or IFieldSymbol;
}
