using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Writes <see cref="StopCheck"/> calls into the code of cells. Text is inserted within lines and no line end is touched, so every
/// statement keeps its line. Expression trees stay as they are: they are data, not code that runs here.</summary>
internal sealed class StopChecks : CSharpSyntaxWalker
{
    private const string Check = "global::AigcNotebooks.Kernel.StopCheck.Pass();";
    private const string EntryCheck = "global::AigcNotebooks.Kernel.StopCheck.Enter();";
    private const string AsyncEntryCheck = "global::AigcNotebooks.Kernel.StopCheck.EnterAsync();";
    private const string IfEntered = "global::AigcNotebooks.Kernel.StopCheck.Entered?";
    /// <summary>In parentheses, since in a string's `{…}` a colon begins the format.</summary>
    private const string CheckedValue = "(global::AigcNotebooks.Kernel.StopCheck.Pass(";

    private readonly SemanticModel model;
    private readonly CancellationToken cancellation;
    private readonly TextEdits edits = new();

    private StopChecks(SemanticModel model, CancellationToken cancellation)
    {
        this.model = model;
        this.cancellation = cancellation;
    }

    /// <summary>The text of a tree with checks; the text itself where there is nothing to check.</summary>
    internal static string AddTo(SyntaxTree tree, CSharpCompilation compilation, CancellationToken cancellation)
    {
        var walker = new StopChecks(compilation.GetSemanticModel(tree), cancellation);
        walker.Visit(tree.GetRoot(cancellation));
        return walker.edits.ApplyTo(tree.GetText(cancellation).ToString());
    }

    public override void Visit(SyntaxNode? node)
    {
        void Inside() => base.Visit(node);
        switch (node)
        {
            case WhileStatementSyntax loop:
                Loop(loop.Statement, Inside);
                break;
            case DoStatementSyntax loop:
                Loop(loop.Statement, Inside);
                break;
            case ForStatementSyntax loop:
                Loop(loop.Statement, Inside);
                break;
            case CommonForEachStatementSyntax loop:
                Loop(loop.Statement, Inside);
                break;
            case GotoStatementSyntax:
                Wrap(node, "{" + Check, Inside, "}");
                break;
            case CatchClauseSyntax clause:
                // What catches everything catches Stop, too, and goes on.
                if (!StopCheckRules.IsForStop(clause.Declaration, model))
                    edits.Insert(clause.Block.OpenBraceToken.Span.End, Check);
                Inside();
                break;
            case DestructorDeclarationSyntax:
                // Finalizers run whenever the collector likes, also after a Stop.
                break;
            case ConstructorDeclarationSyntax constructor when constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                // What ends a static constructor ends its type for good; its loops are checked all the same.
                Inside();
                break;
            case BaseMethodDeclarationSyntax method:
                Method(method, method.Body, method.ExpressionBody, EntryOf(method.Modifiers), Inside);
                break;
            case LocalFunctionStatementSyntax method:
                Method(method, method.Body, method.ExpressionBody, EntryOf(method.Modifiers), Inside);
                break;
            case AccessorDeclarationSyntax accessor when !StopCheckRules.CallsNothing(accessor, model, cancellation):
                Method(accessor, accessor.Body, accessor.ExpressionBody, EntryCheck, Inside);
                break;
            case PropertyDeclarationSyntax { ExpressionBody: { } arrow } property when !StopCheckRules.CallsNothing(arrow, model, cancellation):
                Getter(arrow, property.SemicolonToken, Inside);
                break;
            case IndexerDeclarationSyntax { ExpressionBody: { } arrow } indexer when !StopCheckRules.CallsNothing(arrow, model, cancellation):
                Getter(arrow, indexer.SemicolonToken, Inside);
                break;
            case EqualsValueClauseSyntax { Value: BaseObjectCreationExpressionSyntax value } when StopCheckRules.IsInstanceInitializer(node):
                Wrap(value, IfEntered, Inside, ":default!");
                break;
            case AnonymousFunctionExpressionSyntax function:
                Function(function, Inside);
                break;
            case InvocationExpressionSyntax { ArgumentList: var arguments }:
                Call(node, arguments, Inside);
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments }:
                Call(node, arguments, Inside);
                break;
            case QueryExpressionSyntax query when StopCheckRules.IsQueryable(model.GetTypeInfo(query.FromClause.Expression, cancellation).Type):
                Visit(query.FromClause.Expression);
                break;
            case WhereClauseSyntax clause:
                Value(clause.Condition);
                break;
            case SelectClauseSyntax clause:
                Value(clause.Expression);
                break;
            case GroupClauseSyntax clause:
                Visit(clause.GroupExpression);
                Value(clause.ByExpression);
                break;
            default:
                Inside();
                break;
        }
    }

    private void Loop(StatementSyntax body, Action visit)
    {
        if (body is BlockSyntax block)
        {
            edits.Insert(block.OpenBraceToken.Span.End, Check);
            visit();
        }
        // A declaration may not stand here; within braces it might.
        else if (body is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax)
            visit();
        else
            Wrap(body, "{" + Check, visit, "}");
    }

    private void Method(SyntaxNode node, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, string check, Action visit)
    {
        if (body is not null)
            edits.Insert(body.OpenBraceToken.Span.End, check);
        if (arrow is { Expression: not ThrowExpressionSyntax } && model.GetDeclaredSymbol(node, cancellation) is IMethodSymbol method)
            Arrow(arrow, node.GetLastToken(), "{" + check, StopCheckRules.HasValue(method) ? "return " : "", visit, "}");
        else
            visit();
    }

    private void Getter(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, Action visit)
    {
        if (arrow.Expression is ThrowExpressionSyntax)
            visit();
        else
            Arrow(arrow, semicolon, "{get{" + EntryCheck, "return ", visit, "}}");
    }

    private static string EntryOf(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.AsyncKeyword) ? AsyncEntryCheck : EntryCheck;

    /// <summary>`=> value;` becomes a block.</summary>
    private void Arrow(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, string opening, string statement, Action visit, string closing)
    {
        edits.Replace(arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, opening);
        edits.Insert(arrow.Expression.SpanStart, statement);
        visit();
        edits.Insert(semicolon.Span.End, closing);
    }

    private void Function(AnonymousFunctionExpressionSyntax function, Action visit)
    {
        if (function.Block is { } block)
        {
            edits.Insert(block.OpenBraceToken.Span.End, EntryOf(function.Modifiers));
            visit();
            return;
        }
        if (StopCheckRules.IsExpressionTree(model.GetTypeInfo(function, cancellation).ConvertedType))
            return;
        if (function.ExpressionBody is { } body and not ThrowExpressionSyntax && model.GetSymbolInfo(function, cancellation).Symbol is IMethodSymbol method)
            Wrap(body, "{" + EntryOf(function.Modifiers) + (StopCheckRules.HasValue(method) ? "return " : ""), visit, ";}");
        else
            visit();
    }

    private void Call(SyntaxNode call, ArgumentListSyntax arguments, Action visit)
    {
        var before = edits.Count;
        visit();
        if (edits.Count == before)
            return;
        var separator = arguments.Arguments.Count == 0 ? "" : ",";
        foreach (var text in ArgumentTexts.Of(call, model, cancellation))
        {
            edits.Insert(arguments.CloseParenToken.SpanStart, separator + text);
            separator = ",";
        }
    }

    private void Value(ExpressionSyntax expression) => Wrap(expression, CheckedValue, () => Visit(expression), "))");

    private void Wrap(SyntaxNode node, string opening, Action visit, string closing)
    {
        edits.Insert(node.SpanStart, opening);
        visit();
        edits.Insert(node.Span.End, closing);
    }
}
