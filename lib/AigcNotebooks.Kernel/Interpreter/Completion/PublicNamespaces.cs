using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>Which namespaces hold anything for cells: the framework's assemblies have some that are all internal.</summary>
internal static class PublicNamespaces
{
    /// <summary>Answers by assembly, whose symbols live as long as anything refers to them. (A look-up that was given up may still run beside the next one.)</summary>
    private static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentDictionary<string, bool>> Known = [];

    internal static bool Contains(Compilation compilation, INamespaceSymbol space) => space.ConstituentNamespaces.Any(part =>
    {
        if (part.ContainingAssembly is not { } assembly || assembly.Equals(compilation.Assembly, SymbolEqualityComparer.Default))
            return IsPublic(part);
        var answers = Known.GetOrCreateValue(assembly);
        var name = part.ToDisplayString();
        if (!answers.TryGetValue(name, out var known))
            answers[name] = known = IsPublic(part);
        return known;
    });

    private static bool IsPublic(INamespaceSymbol space) =>
        space.GetTypeMembers().Any(type => type.DeclaredAccessibility == Accessibility.Public) || space.GetNamespaceMembers().Any(IsPublic);
}
