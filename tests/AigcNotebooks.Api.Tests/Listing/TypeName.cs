using System.Text;

namespace AigcNotebooks.Api.Tests.Listing;

/// <summary>A type as the listing writes it: <c>torch.nn.Module&lt;T1, ValueTuple&lt;int, long&gt;?&gt;[]</c>.</summary>
/// <param name="Parts">The names between the dots, each with its type arguments.</param>
/// <param name="Suffix">What follows: <c>?</c>, <c>[]</c>, <c>*</c>, in the order written.</param>
internal sealed record TypeName(IReadOnlyList<TypeName.Part> Parts, string Suffix)
{
    internal sealed record Part(string Name, IReadOnlyList<TypeName> Arguments);

    /// <summary>Name and number of type arguments of each part, which tells overloads such as <c>Module`2</c> apart.</summary>
    internal string Key => string.Join('.', Parts.Select(part => part.Arguments.Count == 0 ? part.Name : $"{part.Name}`{part.Arguments.Count}"));

    internal static TypeName Parse(string text)
    {
        var position = 0;
        var type = Parse(text, ref position);
        return position == text.Length ? type : throw new FormatException($"'{text}' is no type: '{text[position..]}' is left over.");
    }

    /// <summary>Types with commas between them; none for "".</summary>
    internal static IReadOnlyList<TypeName> ParseList(string text)
    {
        var types = new List<TypeName>();
        for (var position = 0; position < text.Length; position += 2)
            types.Add(Parse(text, ref position));
        return types;
    }

    /// <summary>The same type with type parameters replaced by what they stand for.</summary>
    internal TypeName Substitute(IReadOnlyDictionary<string, TypeName> arguments)
    {
        if (Parts is [{ Arguments.Count: 0 } single] && arguments.TryGetValue(single.Name, out var argument))
            return argument with { Suffix = argument.Suffix + Suffix };
        return this with { Parts = [.. Parts.Select(part => part with { Arguments = [.. part.Arguments.Select(each => each.Substitute(arguments))] })] };
    }

    public bool Equals(TypeName? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Write(part => part.Name, argument => argument.ToString());

    internal string Write(Func<Part, string> name, Func<TypeName, string> argument) =>
        string.Join('.', Parts.Select(part => name(part) + (part.Arguments.Count == 0 ? "" : $"<{string.Join(", ", part.Arguments.Select(argument))}>"))) + Suffix;

    private static TypeName Parse(string text, ref int position)
    {
        var parts = new List<Part>();
        do
        {
            if (parts.Count > 0)
                position++;
            var start = position;
            while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
                position++;
            var arguments = new List<TypeName>();
            var name = text[start..position];
            if (At(text, position) == '<')
            {
                do
                {
                    position += At(text, position) == ',' ? 2 : 1;
                    arguments.Add(Parse(text, ref position));
                }
                while (At(text, position) == ',');
                position++;
            }
            parts.Add(new Part(name, arguments));
        }
        while (At(text, position) == '.');
        var suffix = new StringBuilder();
        while (At(text, position) is '?' or '[' or ']' or '*' || (At(text, position) == ',' && At(text, position - 1) is '[' or ','))
            suffix.Append(text[position++]);
        return new TypeName(parts, suffix.ToString());
    }

    private static char At(string text, int position) => position >= 0 && position < text.Length ? text[position] : '\0';
}
