using System.Collections.Immutable;
using AigcNotebooks.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <summary>Signature, documentation and source of what stands at a cell's cursor.</summary>
internal static class Inspector
{
    /// <summary>Of a method with more overloads, the others are counted.</summary>
    private const int MostOverloads = 20;

    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <param name="view">The cell.</param>
    /// <param name="cursor">In or behind a name, or inside an argument list.</param>
    /// <param name="detailLevel">0: signatures and documentation; 1: the source, too, where it is at hand.</param>
    /// <param name="sources">The cells' texts.</param>
    /// <param name="variables">The session's, as they are now.</param>
    /// <returns>null when nothing is known there.</returns>
    internal static MimeBundle? Of(CodeView view, int cursor, int detailLevel, SourceTexts sources, Func<IReadOnlyList<Variable>> variables)
    {
        if (!view.IsText(cursor) && DirectiveHelp.At(view.Code, cursor) is { } directive)
            return directive;
        var symbols = view.IsText(cursor) ? [] : SymbolFinder.At(view, cursor);
        if (symbols.IsEmpty)
            return null;
        var signatures = symbols.Take(MostOverloads).Select(symbol => Signature(view.Model, cursor, symbol)).ToList();
        if (symbols.Length > MostOverloads)
            signatures.Add($"... and {symbols.Length - MostOverloads} more overloads");
        var documentation = DocumentationText.Of(symbols[0], view.Model.Compilation);
        var value = IsVariable(symbols[0]) && variables().FirstOrDefault(variable => variable.Name == symbols[0].Name) is { } variable ? ValuePreview.Of(variable.Value) : null;
        var source = detailLevel > 0 ? SourceFinder.Of(symbols[0], view.Model.Compilation, sources) : null;

        var plain = string.Join('\n', signatures.Select(Ansi.Cyan));
        var markdown = $"```csharp\n{string.Join('\n', signatures)}\n```";
        if (value is not null)
            (plain, markdown) = ($"{plain}\n= {value}", $"{markdown[..^"\n```".Length]}\n// = {value}\n```");
        if (documentation.Length > 0)
            (plain, markdown) = ($"{plain}\n\n{documentation}", $"{markdown}\n\n{documentation.Replace("\n", "  \n", StringComparison.Ordinal)}");
        if (source is not null)
            (plain, markdown) = ($"{plain}\n\n{Ansi.Green(source.Place)}\n{source.Text}", $"{markdown}\n\n{source.Place}\n```csharp\n{source.Text}\n```");
        return new MimeBundle([new(MimeBundle.PlainText, plain), new("text/markdown", markdown)]);
    }

    /// <summary>A cell's variable is a field of the class that Roslyn makes of the cell.</summary>
    private static bool IsVariable(ISymbol symbol) => symbol is IFieldSymbol { ContainingType.IsScriptClass: true };

    private static string Signature(SemanticModel model, int position, ISymbol symbol)
    {
        // The class that holds a cell's variables is nothing the user wrote.
        var format = symbol.ContainingType is { IsScriptClass: true } ? Format.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType) : Format;
        return symbol is INamespaceOrTypeSymbol ? symbol.ToDisplayString(format) : symbol.ToMinimalDisplayString(model, position, format);
    }
}
