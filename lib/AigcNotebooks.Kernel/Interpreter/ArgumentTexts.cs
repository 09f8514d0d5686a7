using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>What a call gets to know of its arguments' text (<see cref="CallerArgumentExpressionAttribute"/>, as <see cref="System.Diagnostics.Debug.Assert(bool, string)"/> does).
/// Where <see cref="StopChecks"/> wrote into an argument, that text is given along as the user wrote it.</summary>
internal static class ArgumentTexts
{
    /// <returns>Arguments by name, as code; none for nearly all calls.</returns>
    internal static IEnumerable<string> Of(SyntaxNode call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || !method.Parameters.Any(parameter => Described(parameter) is not null))
            return [];
        var arguments = model.GetOperation(call, cancellation) switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        return from left in arguments
               where left.ArgumentKind == ArgumentKind.DefaultValue && left.Parameter is not null
               from described in arguments
               where described.ArgumentKind == ArgumentKind.Explicit && described.Parameter?.Name == Described(left.Parameter!)
               select $"{left.Parameter!.Name}:{SymbolDisplay.FormatLiteral(Text(described.Syntax), quote: true)}";
    }

    /// <summary>The name of the parameter whose argument's text this one gets.</summary>
    private static string? Described(IParameterSymbol parameter) => !parameter.IsOptional ? null
        : parameter.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == nameof(CallerArgumentExpressionAttribute))?.ConstructorArguments is [{ Value: string name }] ? name : null;

    private static string Text(SyntaxNode argument) => (argument is ArgumentSyntax { Expression: var value } ? value : argument).ToString();
}
