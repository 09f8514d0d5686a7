using AigcNotebooks.Api.Tests.Listing;

namespace AigcNotebooks.Api.Tests.Stub;

/// <summary>Implements an interface and those it extends explicitly, whatever a class has in public.</summary>
internal sealed class ExplicitMembers(ApiListing listing, Names names, IReadOnlySet<string> scope)
{
    internal IEnumerable<string> Of(TypeName type) => listing.ByKey.TryGetValue(type.Key, out var listed) ? OfListed(type, listed) : OfFramework(type, Names.Framework(type)!);

    private IEnumerable<string> OfListed(TypeName type, ListedType listed)
    {
        var arguments = listed.TypeParameters.Zip(type.Parts.SelectMany(part => part.Arguments)).ToDictionary(pair => pair.First, pair => pair.Second);
        var prefix = names.Type(type, scope);
        return listed.Members.Select(member => member.Kind == MemberKind.Property
            ? $"{Write(member.Type!)} {prefix}.{member.Name} {{ {member.Accessors.Trim('{', '}', ' ').Replace(";", " => throw null!;")} }}"
            : $"{Write(member.Type!)} {prefix}.{member.Name}({string.Join(", ", member.Parameters.Select(each => $"{Write(each.Type)} {each.Name}"))}) => throw null!;");

        string Write(TypeName name) => names.Type(name.Substitute(arguments), scope)!;
    }

    private IEnumerable<string> OfFramework(TypeName type, Type open)
    {
        var arguments = open.GetGenericArguments().Zip(type.Parts[^1].Arguments).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        foreach (var face in open.GetInterfaces().Prepend(open))
        {
            var prefix = Write(face);
            foreach (var property in face.GetProperties())
                yield return $"{Write(property.PropertyType)} {prefix}.{(property.GetIndexParameters() is [var index] ? $"this[{Write(index.ParameterType)} index]" : property.Name)} {{ {(property.CanRead ? "get => throw null!; " : "")}{(property.CanWrite ? "set => throw null!; " : "")}}}";
            foreach (var method in face.GetMethods().Where(method => !method.IsSpecialName && method.IsAbstract))
                yield return $"{Write(method.ReturnType)} {prefix}.{method.Name}({string.Join(", ", method.GetParameters().Select(each => $"{(each.IsOut ? "out " : "")}{Write(each.ParameterType)} {each.Name}"))}) => throw null!;";
        }

        string Write(Type reflected) => reflected == typeof(void) ? "void" : names.Type(TypeName.Parse(Reflected.Name(reflected)).Substitute(arguments), scope)
            ?? throw new NotSupportedException($"{type} needs {reflected}, which the stub cannot write.");
    }
}
