using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>What the compiler knows about where <see cref="StopChecks"/> may write, and where nothing need be written.</summary>
internal static class StopCheckRules
{
    /// <summary>Whether `=> e` means `return e`: not in a method without result, asynchronous ones included.</summary>
    internal static bool HasValue(IMethodSymbol method) =>
        !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    internal static bool IsExpressionTree(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type is { Name: "Expression", ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" } })
                return true;
        return false;
    }

    internal static bool IsQueryable(ITypeSymbol? type) =>
        type is null || type.Name == "IQueryable" || type.AllInterfaces.Any(contract => contract.Name == "IQueryable");

    /// <summary>Whether an accessor only reads and computes with fields, parameters and constants. It then neither recurses nor takes long,
    /// and such ones stand in the innermost loops.</summary>
    internal static bool CallsNothing(SyntaxNode accessor, SemanticModel model, CancellationToken cancellation) => accessor.DescendantNodesAndSelf().All(node => node switch
    {
        IdentifierNameSyntax name => model.GetSymbolInfo(name, cancellation).Symbol is IFieldSymbol or ILocalSymbol or IParameterSymbol && IsBuiltIn(name, model),
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax =>
            model.GetSymbolInfo(node, cancellation).Symbol is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator } or IFieldSymbol or null && IsBuiltIn((ExpressionSyntax)node, model),
        LiteralExpressionSyntax or ThisExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax
            or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or BlockSyntax or ReturnStatementSyntax or ExpressionStatementSyntax => true,
        _ => node.IsKind(SyntaxKind.FieldExpression),
    });

    /// <summary>Whether `= value` is run by each constructor of a type.</summary>
    internal static bool IsInstanceInitializer(SyntaxNode equals) =>
        equals.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { Parent: TypeDeclarationSyntax } and (PropertyDeclarationSyntax or FieldDeclarationSyntax) and var member
            && (equals.Parent == member || equals.Parent?.Parent?.Parent == member) && !member.Modifiers.Any(SyntaxKind.StaticKeyword);

    /// <summary>Whether a catch clause is for Stop itself. Any other may swallow it without knowing.</summary>
    internal static bool IsForStop(CatchDeclarationSyntax? declaration, SemanticModel model) =>
        declaration is not null && model.GetSymbolInfo(declaration.Type).Symbol is INamedTypeSymbol { Name: nameof(OperationCanceledException), ContainingNamespace.Name: "System" };

    private static bool IsBuiltIn(ExpressionSyntax expression, SemanticModel model) => !model.GetConversion(expression).IsUserDefined;
}
