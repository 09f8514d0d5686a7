namespace AigcNotebooks.Api.Tests.Listing;

/// <summary>What the listing leaves out: interfaces, constraints, the values of enumerations, the names of tuples' elements and so on
/// (<c>torchsharp-0.107-facts.txt</c> says which).</summary>
internal static class Facts
{
    private static readonly Dictionary<string, string> All = File.ReadLines(Repository.Path("tests", "AigcNotebooks.Api.Tests", "Listing", "torchsharp-0.107-facts.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(" | "))
        .ToDictionary(fields => $"{fields[0]} | {fields[1]}", fields => fields[2]);

    /// <summary>A fact of one kind about a type, or a member of it by its signature; "" when there is none.</summary>
    internal static string Of(string kind, string subject) => All.GetValueOrDefault($"{kind} | {subject}", "");

    /// <summary>The names of the elements of a tuple, flattened as the compiler does: the result's, or a parameter's.</summary>
    internal static string[] TupleNames(ListedType type, ListedMember member, string? parameter = null) =>
        Of(parameter is null ? "tuple" : $"tuple {parameter}", $"{type.Name}.{member.Signature}") is { Length: > 0 } names ? names.Split(',') : [];
}
