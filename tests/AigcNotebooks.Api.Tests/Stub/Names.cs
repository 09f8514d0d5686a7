using AigcNotebooks.Api.Tests.Listing;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Api.Tests.Stub;

/// <summary>Turns the listing's names into C#: fully qualified, keywords escaped.</summary>
internal sealed class Names(ApiListing listing)
{
    private static readonly string[] FrameworkNamespaces =
        ["System", "System.Collections.Generic", "System.Collections", "System.IO", "System.Reflection", "System.Numerics", "System.Globalization"];

    private static readonly HashSet<string> Keywords =
        ["bool", "byte", "sbyte", "char", "short", "int", "long", "ulong", "uint", "float", "double", "object", "string", "void"];

    internal static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;

    /// <returns>null when neither the listing nor the framework has such a type: TensorBoard's and the like.</returns>
    internal string? Type(TypeName type, IReadOnlySet<string> typeParameters, string[]? tupleNames = null)
    {
        if (tupleNames is { Length: > 0 })
            return Tuple(type, typeParameters, new Queue<string>(tupleNames));
        string[] arguments = [.. type.Parts.SelectMany(part => part.Arguments).Select(argument => Type(argument, typeParameters) ?? "")];
        return arguments.Contains("") ? null : Qualify(type, typeParameters) is not { } prefix ? null
            : prefix + type.Write(Name, argument => Type(argument, typeParameters)!);
    }

    /// <summary>The framework's type of that name, an open one where it is generic.</summary>
    internal static Type? Framework(TypeName type) => type.Parts is not [var only] ? null : FrameworkNamespaces
        .Select(space => System.Type.GetType($"{space}.{only.Name}{(only.Arguments.Count == 0 ? "" : $"`{only.Arguments.Count}")}"))
        .FirstOrDefault(found => found is not null);

    /// <summary>A type whose tuples have names. The names come in the compiler's order: a tuple's own before those within it.</summary>
    private string? Tuple(TypeName type, IReadOnlySet<string> typeParameters, Queue<string> names)
    {
        if (type.Parts is not [{ Name: "ValueTuple" } tuple])
            return Qualify(type, typeParameters) + type.Write(Name, argument => Tuple(argument, typeParameters, names)!);
        string[] own = [.. tuple.Arguments.Select(_ => names.Count > 0 ? names.Dequeue() : "")];
        return $"({string.Join(", ", tuple.Arguments.Zip(own, (element, name) => $"{Tuple(element, typeParameters, names)} {(name.Length > 0 ? Escape(name) : "")}"))}){type.Suffix}";
    }

    private static string Name(TypeName.Part part) => Keywords.Contains(part.Name) ? part.Name : Escape(part.Name);

    private string? Qualify(TypeName type, IReadOnlySet<string> typeParameters)
    {
        var first = type.Parts[0].Name;
        if (type.Parts is [{ Arguments.Count: 0 }] && (typeParameters.Contains(first) || Keywords.Contains(first)))
            return "";
        if (listing.ByKey.TryGetValue(type.Key, out var listed))
            return $"global::{listed.Namespace}.";
        return Framework(type) is { } framework ? $"global::{framework.Namespace}." : null;
    }
}
