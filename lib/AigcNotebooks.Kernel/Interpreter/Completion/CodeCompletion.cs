using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What C# has at a position of a cell: members after a dot, else what is in scope and the keywords that fit.</summary>
internal static class CodeCompletion
{
    /// <param name="view">The cell.</param>
    /// <param name="start">Where the name at the cursor begins, or would.</param>
    internal static IEnumerable<Candidate> At(CodeView view, int start)
    {
        var before = view.TokenBefore(start);
        if (MemberCompletion.LeftOf(before) is { } left)
            return MemberCompletion.Of(view, before, left);
        var place = PlaceFinder.Of(view, before, start);
        return Symbols(view, start, before, place).Concat(Keywords.At(place, before));
    }

    private static IEnumerable<Candidate> Symbols(CodeView view, int start, SyntaxToken before, Place place)
    {
        switch (place)
        {
            case Place.Statement:
                return ScopeCompletion.Values(view, start);
            case Place.Expression:
                return ArgumentCompletion.At(view, start, before).Concat(ScopeCompletion.Values(view, start));
            case Place.Pattern:
                return ScopeCompletion.Constants(view, start);
            case Place.Property:
                return InitializerCompletion.At(view, start, before, out var alsoValues).Concat(alsoValues ? ScopeCompletion.Values(view, start) : []);
            case Place.Type or Place.Parameter or Place.Constraint:
                return ScopeCompletion.Types(view, start);
            case Place.Member:
                return ScopeCompletion.Types(view, start).Concat(OverrideCompletion.At(view, start, before));
            case Place.Override:
                return OverrideCompletion.At(view, start, before);
            case Place.Constructed:
                return ScopeCompletion.Constructed(view, start);
            case Place.BaseType:
                return ScopeCompletion.Bases(view, start);
            case Place.Attribute:
                return ScopeCompletion.Attributes(view, start);
            case Place.Namespace:
                return ScopeCompletion.Namespaces(view, start);
            default:
                return [];
        }
    }
}
