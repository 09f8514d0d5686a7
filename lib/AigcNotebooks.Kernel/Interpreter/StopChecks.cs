using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Writes <see cref="StopCheck"/> calls into the code of cells. Text is inserted within lines and no line end is touched, so every
/// statement keeps its line. Expression trees stay as they are: they are data, not code that runs here.</summary>
internal sealed class StopChecks : CSharpSyntaxWalker
{
    private const string Check = "global::AigcNotebooks.Kernel.StopCheck.Pass();";
    private const string CheckedValue = "global::AigcNotebooks.Kernel.StopCheck.Pass(";

    private readonly SemanticModel model;
    private readonly CancellationToken cancellation;
    private readonly List<(int Position, int Removed, string Added)> edits = [];

    private StopChecks(SemanticModel model, CancellationToken cancellation)
    {
        this.model = model;
        this.cancellation = cancellation;
    }

    /// <summary>The text of a tree with checks; the text itself where there is nothing to check.</summary>
    internal static string AddTo(SyntaxTree tree, CSharpCompilation compilation, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        var walker = new StopChecks(compilation.GetSemanticModel(tree), cancellation);
        walker.Visit(tree.GetRoot(cancellation));
        var written = new StringBuilder();
        var position = 0;
        // The sort is stable: at one place, what was opened first stays outside, and what was closed first inside.
        foreach (var edit in walker.edits.OrderBy(edit => edit.Position))
        {
            written.Append(text, position, edit.Position - position).Append(edit.Added);
            position = edit.Position + edit.Removed;
        }
        return written.Append(text, position, text.Length - position).ToString();
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node.Statement, () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node.Statement, () => base.VisitDoStatement(node));

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node.Statement, () => base.VisitForStatement(node));

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node.Statement, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Loop(node.Statement, () => base.VisitForEachVariableStatement(node));

    public override void VisitGotoStatement(GotoStatementSyntax node) => Wrap(node, "{" + Check, () => base.VisitGotoStatement(node), "}");

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node) => Method(node, node.Body, node.ExpressionBody, () => base.VisitMethodDeclaration(node));

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        // What ends a static constructor ends its type for good; its loops are checked all the same.
        if (node.Modifiers.Any(SyntaxKind.StaticKeyword))
            base.VisitConstructorDeclaration(node);
        else
            Method(node, node.Body, node.ExpressionBody, () => base.VisitConstructorDeclaration(node));
    }

    /// <summary>Finalizers run whenever the collector likes, also after a Stop.</summary>
    public override void VisitDestructorDeclaration(DestructorDeclarationSyntax node)
    {
    }

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node) => Method(node, node.Body, node.ExpressionBody, () => base.VisitOperatorDeclaration(node));

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) =>
        Method(node, node.Body, node.ExpressionBody, () => base.VisitConversionOperatorDeclaration(node));

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node) => Method(node, node.Body, node.ExpressionBody, () => base.VisitAccessorDeclaration(node));

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) =>
        Method(node, node.Body, node.ExpressionBody, () => base.VisitLocalFunctionStatement(node));

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node) => Getter(node.ExpressionBody, node.SemicolonToken, () => base.VisitPropertyDeclaration(node));

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node) => Getter(node.ExpressionBody, node.SemicolonToken, () => base.VisitIndexerDeclaration(node));

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Insert(node.Block.OpenBraceToken.Span.End, Check);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => Lambda(node, () => base.VisitSimpleLambdaExpression(node));

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => Lambda(node, () => base.VisitParenthesizedLambdaExpression(node));

    public override void VisitQueryExpression(QueryExpressionSyntax node)
    {
        if (IsQueryable(model.GetTypeInfo(node.FromClause.Expression, cancellation).Type))
            Visit(node.FromClause.Expression);
        else
            base.VisitQueryExpression(node);
    }

    public override void VisitWhereClause(WhereClauseSyntax node) => Value(node.Condition);

    public override void VisitSelectClause(SelectClauseSyntax node) => Value(node.Expression);

    public override void VisitGroupClause(GroupClauseSyntax node)
    {
        Visit(node.GroupExpression);
        Value(node.ByExpression);
    }

    private void Loop(StatementSyntax body, Action visit)
    {
        if (body is BlockSyntax block)
        {
            Insert(block.OpenBraceToken.Span.End, Check);
            visit();
        }
        // A declaration may not stand here; within braces it might.
        else if (body is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax)
            visit();
        else
            Wrap(body, "{" + Check, visit, "}");
    }

    private void Method(SyntaxNode node, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, Action visit)
    {
        if (body is not null)
            Insert(body.OpenBraceToken.Span.End, Check);
        if (arrow is { Expression: not ThrowExpressionSyntax } && model.GetDeclaredSymbol(node, cancellation) is IMethodSymbol method)
            Arrow(arrow, node.GetLastToken(), "{" + Check, HasValue(method) ? "return " : "", visit, "}");
        else
            visit();
    }

    private void Getter(ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, Action visit)
    {
        if (arrow is { Expression: not ThrowExpressionSyntax })
            Arrow(arrow, semicolon, "{get{" + Check, "return ", visit, "}}");
        else
            visit();
    }

    /// <summary>`=> value;` becomes a block.</summary>
    private void Arrow(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, string opening, string statement, Action visit, string closing)
    {
        edits.Add((arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, opening));
        Insert(arrow.Expression.SpanStart, statement);
        visit();
        Insert(semicolon.Span.End, closing);
    }

    private void Lambda(LambdaExpressionSyntax lambda, Action visit)
    {
        if (lambda.Block is { } block)
        {
            Insert(block.OpenBraceToken.Span.End, Check);
            visit();
            return;
        }
        if (IsExpressionTree(model.GetTypeInfo(lambda, cancellation).ConvertedType))
            return;
        if (lambda.ExpressionBody is { } body and not ThrowExpressionSyntax && model.GetSymbolInfo(lambda, cancellation).Symbol is IMethodSymbol method)
            Wrap(body, "{" + Check + (HasValue(method) ? "return " : ""), visit, ";}");
        else
            visit();
    }

    private void Value(ExpressionSyntax expression) => Wrap(expression, CheckedValue, () => Visit(expression), ")");

    private void Wrap(SyntaxNode node, string opening, Action visit, string closing)
    {
        Insert(node.SpanStart, opening);
        visit();
        Insert(node.Span.End, closing);
    }

    private void Insert(int position, string text) => edits.Add((position, 0, text));

    /// <summary>Whether `=> e` means `return e`: not in a method without result, asynchronous ones included.</summary>
    private static bool HasValue(IMethodSymbol method) =>
        !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private static bool IsExpressionTree(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type is { Name: "Expression", ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" } })
                return true;
        return false;
    }

    private static bool IsQueryable(ITypeSymbol? type) =>
        type is null || type.Name == "IQueryable" || type.AllInterfaces.Any(contract => contract.Name == "IQueryable");
}
