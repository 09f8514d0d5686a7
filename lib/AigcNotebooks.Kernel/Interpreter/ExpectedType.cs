using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>What type the expression that begins at a position is to have.</summary>
internal static class ExpectedType
{
    /// <returns>Several where overloads differ; none where any type will do.</returns>
    internal static IEnumerable<ITypeSymbol> Of(CodeView view, int position)
    {
        var before = view.TokenBefore(position);
        var types = before.Parent switch
        {
            BaseArgumentListSyntax => CallSite.Around(view, position)?.ExpectedTypes(null) ?? [],
            NameColonSyntax { Parent: ArgumentSyntax } name => CallSite.Around(view, position)?.ExpectedTypes(name.Name.Identifier.ValueText) ?? [],
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } declaration } } => Single(view.Bind(declaration.Type).Symbol),
            EqualsValueClauseSyntax { Parent: ParameterSyntax { Type: { } type } } => Single(view.Bind(type).Symbol),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => Single(view.Bind(property.Type).Symbol),
            AssignmentExpressionSyntax assignment => Single(view.Model.GetTypeInfo(assignment.Left).Type),
            BinaryExpressionSyntax binary when binary.OperatorToken == before => Single(view.Bind(binary.Left).Type),
            IsPatternExpressionSyntax pattern => Single(view.Bind(pattern.Expression).Type),
            CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax statement } => Single(view.Bind(statement.Expression).Type),
            SwitchExpressionSyntax expression => Single(view.Bind(expression.GoverningExpression).Type),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax when view.Model.GetEnclosingSymbol(before.SpanStart) is IMethodSymbol method => Single(method.ReturnType),
            _ => [],
        };
        return types.Select(type => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type);
    }

    private static IEnumerable<ITypeSymbol> Single(ISymbol? type) => type is ITypeSymbol { TypeKind: not TypeKind.Error } known ? [known] : [];
}
