using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>Says by the token before the cursor what C# expects there.</summary>
internal static class PlaceFinder
{
    internal static Place Of(CodeView view, SyntaxToken before, int start)
    {
        var parent = before.Parent;
        if (parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { } import && (import.SemicolonToken.IsMissing || import.SemicolonToken.SpanStart >= start))
            return import.Alias is not null || import.StaticKeyword != default ? Place.Type : Place.Namespace;
        if (OverrideCompletion.IsAt(before))
            return Place.Override;
        if (DeclaredNames.IsAt(view, before, start, out var inPattern))
            return inPattern ? Place.AfterPattern : Place.NewName;
        return before.Kind() switch
        {
            SyntaxKind.None => Place.Statement,
            SyntaxKind.OpenBraceToken => AfterOpenBrace(parent),
            SyntaxKind.CloseBraceToken or SyntaxKind.SemicolonToken => AfterEnd(parent, before),
            SyntaxKind.OpenParenToken => AfterOpenParen(parent),
            SyntaxKind.CloseParenToken => AfterCloseParen(parent),
            SyntaxKind.OpenBracketToken or SyntaxKind.CloseBracketToken when parent is AttributeListSyntax => before.IsKind(SyntaxKind.OpenBracketToken) ? Place.Attribute : Place.Member,
            SyntaxKind.OpenBracketToken => parent is ListPatternSyntax ? Place.Pattern : Place.Expression,
            SyntaxKind.CommaToken => AfterComma(view, before),
            SyntaxKind.LessThanToken => parent is TypeParameterListSyntax ? Place.NewName : parent is TypeArgumentListSyntax || TypeArguments.AreAt(view, before) ? Place.Type : Place.Expression,
            SyntaxKind.ColonToken => AfterColon(parent),
            SyntaxKind.IdentifierToken or SyntaxKind.CloseBracketToken or SyntaxKind.GreaterThanToken or SyntaxKind.ThisKeyword or SyntaxKind.BaseKeyword => AfterName(before),
            var kind when SyntaxFacts.IsLiteralExpression(kind) || before.Parent is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax => Place.AfterExpression,
            var kind => AfterKeyword(kind, parent),
        };
    }

    private static Place AfterOpenBrace(SyntaxNode? parent) => parent switch
    {
        BaseTypeDeclarationSyntax type => type is EnumDeclarationSyntax ? Place.NewName : Place.Member,
        NamespaceDeclarationSyntax => Place.Member,
        AccessorListSyntax => Place.Accessor,
        PropertyPatternClauseSyntax => Place.Property,
        InitializerExpressionSyntax initializer => IsOfObject(initializer) ? Place.Property : Place.Expression,
        SwitchStatementSyntax => Place.CaseLabel,
        SwitchExpressionSyntax => Place.Pattern,
        InterpolationSyntax or AnonymousObjectCreationExpressionSyntax => Place.Expression,
        _ => Place.Statement,
    };

    /// <summary>After `}` or `;`.</summary>
    private static Place AfterEnd(SyntaxNode? parent, SyntaxToken end)
    {
        if (parent is InitializerExpressionSyntax or AnonymousObjectCreationExpressionSyntax or SwitchExpressionSyntax or PropertyPatternClauseSyntax)
            return Place.AfterExpression;
        if (parent is ForStatementSyntax)
            return Place.Expression;
        if (parent is AccessorDeclarationSyntax || parent?.Parent is AccessorDeclarationSyntax)
            return Place.Accessor;
        // What was ended stands in a type's body, in a statement, or at the cell's top.
        var ended = end.IsKind(SyntaxKind.CloseBraceToken) && parent is BaseTypeDeclarationSyntax ? parent : parent?.FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or MemberDeclarationSyntax);
        if (ended is BlockSyntax { Parent: BaseMethodDeclarationSyntax method })
            ended = method;
        return ended?.Parent is TypeDeclarationSyntax ? Place.Member : Place.Statement;
    }

    private static Place AfterOpenParen(SyntaxNode? parent) => parent switch
    {
        TypeOfExpressionSyntax or SizeOfExpressionSyntax or DefaultExpressionSyntax or CastExpressionSyntax or CatchDeclarationSyntax or TupleTypeSyntax => Place.Type,
        ForEachStatementSyntax or ForEachVariableStatementSyntax or ParameterListSyntax => Place.Parameter,
        PositionalPatternClauseSyntax or ParenthesizedPatternSyntax => Place.Pattern,
        ParenthesizedVariableDesignationSyntax => Place.NewName,
        _ => Place.Expression,
    };

    private static Place AfterCloseParen(SyntaxNode? parent) => parent switch
    {
        CastExpressionSyntax => Place.Expression,
        IfStatementSyntax or WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax or SwitchStatementSyntax => Place.Statement,
        AttributeArgumentListSyntax => Place.NewName,
        ParameterListSyntax { Parent: ConstructorDeclarationSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax } => Place.ConstructorInitializer,
        CatchDeclarationSyntax or PositionalPatternClauseSyntax or ParenthesizedPatternSyntax => Place.AfterPattern,
        _ => Place.AfterExpression,
    };

    private static Place AfterComma(CodeView view, SyntaxToken comma) => comma.Parent switch
    {
        BaseListSyntax => Place.BaseType,
        TypeArgumentListSyntax or TupleTypeSyntax => Place.Type,
        ParameterListSyntax or BracketedParameterListSyntax => Place.Parameter,
        TypeParameterConstraintClauseSyntax => Place.Constraint,
        TypeParameterListSyntax or VariableDeclarationSyntax or EnumDeclarationSyntax or ParenthesizedVariableDesignationSyntax => Place.NewName,
        AttributeListSyntax => Place.Attribute,
        SwitchExpressionSyntax or PositionalPatternClauseSyntax or ListPatternSyntax => Place.Pattern,
        PropertyPatternClauseSyntax => Place.Property,
        InitializerExpressionSyntax initializer when IsOfObject(initializer) => Place.Property,
        _ => TypeArguments.AreAt(view, comma) ? Place.Type : Place.Expression,
    };

    private static Place AfterColon(SyntaxNode? parent) => parent switch
    {
        BaseListSyntax => Place.BaseType,
        TypeParameterConstraintClauseSyntax => Place.Constraint,
        SwitchLabelSyntax or LabeledStatementSyntax => Place.Statement,
        InterpolationFormatClauseSyntax => Place.NewName,
        ConstructorInitializerSyntax => Place.ConstructorInitializer,
        NameColonSyntax { Parent: SubpatternSyntax } or ExpressionColonSyntax => Place.Pattern,
        _ => Place.Expression,
    };

    private static Place AfterName(SyntaxToken name) => name.Text switch
    {
        "async" or "partial" or "required" or "file" => Place.Member,
        "await" => Place.Expression,
        _ => name.Parent?.FirstAncestorOrSelf<PatternSyntax>() is not null ? Place.AfterPattern
            : name.Parent is ConstructorDeclarationSyntax ? Place.NewName : Place.AfterExpression,
    };

    private static Place AfterKeyword(SyntaxKind kind, SyntaxNode? parent) => kind switch
    {
        SyntaxKind.NewKeyword => parent is MemberDeclarationSyntax ? Place.Member : Place.Constructed,
        SyntaxKind.IsKeyword or SyntaxKind.CaseKeyword or SyntaxKind.NotKeyword or SyntaxKind.AndKeyword or SyntaxKind.OrKeyword => Place.Pattern,
        SyntaxKind.AsKeyword or SyntaxKind.DelegateKeyword or SyntaxKind.EventKeyword or SyntaxKind.ConstKeyword or SyntaxKind.StackAllocKeyword => Place.Type,
        SyntaxKind.WhereKeyword when parent is TypeParameterConstraintClauseSyntax => Place.Type,
        SyntaxKind.ThisKeyword or SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword or SyntaxKind.ParamsKeyword when parent is ParameterSyntax => Place.Type,
        SyntaxKind.ClassKeyword or SyntaxKind.StructKeyword or SyntaxKind.RecordKeyword or SyntaxKind.InterfaceKeyword or SyntaxKind.EnumKeyword or SyntaxKind.NamespaceKeyword
            or SyntaxKind.FromKeyword or SyntaxKind.LetKeyword or SyntaxKind.IntoKeyword or SyntaxKind.JoinKeyword or SyntaxKind.GotoKeyword or SyntaxKind.SwitchKeyword => Place.NewName,
        SyntaxKind.ElseKeyword or SyntaxKind.DoKeyword or SyntaxKind.TryKeyword or SyntaxKind.FinallyKeyword => Place.Statement,
        SyntaxKind.BreakKeyword or SyntaxKind.ContinueKeyword => Place.NewName,
        _ when SyntaxFacts.IsAccessibilityModifier(kind) || kind is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword or SyntaxKind.SealedKeyword or SyntaxKind.AbstractKeyword
            or SyntaxKind.VirtualKeyword or SyntaxKind.AsyncKeyword or SyntaxKind.RequiredKeyword or SyntaxKind.PartialKeyword => Place.Member,
        _ => Place.Expression,
    };

    private static bool IsOfObject(InitializerExpressionSyntax initializer) =>
        initializer.IsKind(SyntaxKind.ObjectInitializerExpression) || initializer.IsKind(SyntaxKind.WithInitializerExpression)
        || initializer.IsKind(SyntaxKind.CollectionInitializerExpression) && initializer.Parent is BaseObjectCreationExpressionSyntax;
}
