using System.Text.RegularExpressions;

namespace AigcNotebooks.Api.Tests.Listing;

/// <summary>A type of the listing with what it declares.</summary>
/// <param name="Kind"><c>class</c>, <c>struct</c>, <c>enum</c>, <c>interface</c> or <c>delegate</c>.</param>
/// <param name="Base">The class it derives from; null where that is <see cref="object"/>.</param>
internal sealed partial record ListedType(string Namespace, string Kind, string Modifier, TypeName Name, TypeName? Base)
{
    internal string Header => $"{Namespace} | {(Modifier.Length > 0 ? Modifier + " " : "")}{Kind} {Name}{(Base is null ? "" : $" : {Base}")}";

    /// <summary>What stands below the header, line by line.</summary>
    internal List<string> Lines { get; } = [];

    /// <summary>The members; none for an enumeration.</summary>
    internal List<ListedMember> Members { get; } = [];

    /// <summary>An enumeration's names.</summary>
    internal List<string> Values { get; } = [];

    /// <summary>The names of all type parameters, those of the enclosing types first.</summary>
    internal IEnumerable<string> TypeParameters => Name.Parts.SelectMany(part => part.Arguments).Select(argument => argument.ToString());

    internal static ListedType? ParseHeader(string line) => HeaderPattern().Match(line) is not { Success: true } match ? null
        : new ListedType(match.Groups["namespace"].Value, match.Groups["kind"].Value, match.Groups["modifier"].Value.Trim(),
            TypeName.Parse(match.Groups["name"].Value), match.Groups["base"] is { Success: true } group ? TypeName.Parse(group.Value) : null);

    internal void Add(string line)
    {
        Lines.Add(line);
        if (Kind == "enum")
            Values.AddRange(line.Split(", "));
        else
            Members.Add(ListedMember.Parse(line));
    }

    [GeneratedRegex(@"^(?<namespace>\S+) \| (?<modifier>static |sealed |abstract )?(?<kind>class|struct|enum|interface|delegate) (?<name>[^:]+?)(?: : (?<base>.+))?$")]
    private static partial Regex HeaderPattern();
}
