using AigcNotebooks.Api.Tests.Listing;

namespace AigcNotebooks.Api.Tests.Stub;

/// <summary>Tells whether a virtual method of the listing overrides one of a base class; the listing calls both virtual.</summary>
internal sealed class BaseMethods(ApiListing listing)
{
    internal bool HasVirtual(ListedType type, ListedMember member)
    {
        if (!member.Modifiers.Contains("virtual") && !member.Modifiers.Contains("abstract"))
            return false;
        var ancestors = listing.Lineage(type).Skip(1).ToArray();
        if (ancestors.Any(ancestor => ancestor.Type.Members.Any(other => IsSame(member, other, ancestor.Arguments))))
            return true;
        var root = ancestors.Length > 0 ? ancestors[^1].Type : type;
        var framework = root.Base is { } name ? Names.Framework(name) ?? typeof(object) : type.Kind == "class" ? typeof(object) : typeof(ValueType);
        return framework.GetMethods().Any(method => method.IsVirtual && method.Name == member.Name && method.GetParameters().Length == member.Parameters.Count
            && (framework.IsGenericType || method.GetParameters().All(parameter => parameter.ParameterType == typeof(object) && member.Parameters[parameter.Position].Type.ToString() == "object")));
    }

    private static bool IsSame(ListedMember member, ListedMember other, IReadOnlyDictionary<string, TypeName> arguments) =>
        other.Kind == MemberKind.Method && other.Name == member.Name && (other.Modifiers.Contains("virtual") || other.Modifiers.Contains("abstract"))
        && other.TypeParameters.Count == member.TypeParameters.Count
        && other.Parameters.Select(each => each.Type.Substitute(arguments).ToString()).SequenceEqual(member.Parameters.Select(each => each.Type.ToString()));
}
