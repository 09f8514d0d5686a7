namespace AigcNotebooks.Api.Tests.Listing;

/// <summary>One parameter of the listing.</summary>
/// <param name="Modifier"><c>params</c>, <c>out</c>, <c>ref</c> or nothing.</param>
internal sealed record ListedParameter(string Modifier, TypeName Type, string Name, string? Default);

internal enum MemberKind
{
    Constructor,
    Property,
    Field,
    Method,
}

/// <summary>One line below a type of the listing.</summary>
/// <param name="Text">The line.</param>
/// <param name="Modifiers"><c>protected</c>, <c>static</c>, <c>virtual</c>, <c>abstract</c>.</param>
/// <param name="Type">What it returns or holds; null for a constructor.</param>
/// <param name="Name">Its name; <c>this</c> for an indexer, <c>op_…</c> for an operator.</param>
internal sealed record ListedMember(
    MemberKind Kind, string Text, IReadOnlySet<string> Modifiers, TypeName? Type, string Name, IReadOnlyList<string> TypeParameters,
    IReadOnlyList<ListedParameter> Parameters, string Accessors)
{
    private static readonly string[] KnownModifiers = ["protected", "static", "virtual", "abstract"];

    /// <summary>Name, type parameters and parameters without their defaults, as the facts name a method.</summary>
    internal string Signature => Name + (TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", TypeParameters)}>")
        + $"({string.Join(", ", Parameters.Select(each => $"{(each.Modifier.Length == 0 ? "" : each.Modifier + " ")}{each.Type} {each.Name}"))})";

    /// <summary>The member as a type sees it that gives its base class these type arguments.</summary>
    internal ListedMember Substitute(IReadOnlyDictionary<string, TypeName> arguments) => this with
    {
        Type = Type?.Substitute(arguments),
        Parameters = [.. Parameters.Select(each => each with { Type = each.Type.Substitute(arguments) })],
    };

    internal static ListedMember Parse(string line)
    {
        var modifiers = new HashSet<string>();
        var rest = line;
        while (KnownModifiers.FirstOrDefault(each => rest.StartsWith(each + " ", StringComparison.Ordinal)) is { } modifier)
        {
            modifiers.Add(modifier);
            rest = rest[(modifier.Length + 1)..];
        }
        TypeName? type = null;
        if (!rest.StartsWith("new(", StringComparison.Ordinal))
        {
            var space = IndexOf(rest, ' ');
            type = TypeName.Parse(rest[..space]);
            rest = rest[(space + 1)..];
        }
        var accessors = rest.IndexOf(" {", StringComparison.Ordinal) is var brace and > 0 ? rest[(brace + 1)..] : "";
        if (accessors.Length > 0)
            rest = rest[..^(accessors.Length + 1)];
        var open = rest.IndexOfAny(['(', '[']);
        var head = open < 0 ? rest : rest[..open];
        var generic = head.IndexOf('<');
        var kind = type is null ? MemberKind.Constructor : accessors.Length > 0 ? MemberKind.Property : open < 0 ? MemberKind.Field : MemberKind.Method;
        return new ListedMember(kind, line, modifiers, type, generic < 0 ? head : head[..generic],
            generic < 0 ? [] : [.. head[(generic + 1)..^1].Split(", ")],
            open < 0 ? [] : [.. Split(rest[(open + 1)..^1]).Select(ParseParameter)], accessors);
    }

    private static ListedParameter ParseParameter(string text)
    {
        var modifier = new[] { "params", "out", "ref" }.FirstOrDefault(each => text.StartsWith(each + " ", StringComparison.Ordinal)) ?? "";
        var rest = text[(modifier.Length == 0 ? 0 : modifier.Length + 1)..];
        var equals = rest.IndexOf(" = ", StringComparison.Ordinal);
        var typeAndName = equals < 0 ? rest : rest[..equals];
        var space = IndexOf(typeAndName, ' ');
        return new ListedParameter(modifier, TypeName.Parse(typeAndName[..space]), typeAndName[(space + 1)..], equals < 0 ? null : rest[(equals + 3)..]);
    }

    private static IEnumerable<string> Split(string parameters)
    {
        while (parameters.Length > 0)
        {
            var comma = IndexOf(parameters, ',');
            yield return comma < 0 ? parameters : parameters[..comma];
            parameters = comma < 0 ? "" : parameters[(comma + 2)..];
        }
    }

    /// <summary>The first such character outside angle and square brackets and quotation marks.</summary>
    private static int IndexOf(string text, char wanted)
    {
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] is '<' or '[')
                depth++;
            else if (text[i] is '>' or ']')
                depth--;
            else if (text[i] == wanted && depth == 0 && !quoted)
                return i;
        }
        return -1;
    }
}
