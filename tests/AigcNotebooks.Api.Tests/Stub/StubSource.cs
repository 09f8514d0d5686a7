using System.Text;
using AigcNotebooks.Api.Tests.Listing;

namespace AigcNotebooks.Api.Tests.Stub;

/// <summary>Writes the listing as C#: every type and member of TorchSharp, with bodies that throw.</summary>
/// <remarks>A class that the listing shows without a constructor must not be constructible outside. So each has an internal one that
/// takes a <c>Marker</c>, and all the others call their base's.</remarks>
internal sealed class StubSource
{
    private readonly ApiListing listing;
    private readonly MemberSource members;
    private readonly Names names;
    private readonly StringBuilder text = new();

    internal StubSource(ApiListing listing)
    {
        this.listing = listing;
        names = new Names(listing);
        members = new MemberSource(listing, names);
    }

    internal string Write()
    {
        text.AppendLine("namespace TorchSharp { internal sealed class Marker; }");
        foreach (var space in listing.Types.GroupBy(type => type.Namespace))
        {
            text.AppendLine($"namespace {space.Key} {{");
            foreach (var type in space.Where(type => type.Name.Parts.Count == 1))
                Write(type);
            text.AppendLine("}");
        }
        return text.ToString();
    }

    private void Write(ListedType type)
    {
        var scope = type.TypeParameters.ToHashSet();
        switch (type.Kind)
        {
            case "enum":
                WriteEnum(type);
                return;
            case "delegate":
                var invoke = type.Members.First(member => member.Name == "Invoke");
                text.AppendLine($"public delegate {names.Type(invoke.Type!, scope)} {Declared(type)}({members.Parameters(type, invoke, scope)});");
                return;
        }
        var interfaces = Interfaces(type);
        string[] bases = [.. new[] { type.Base }.Concat(interfaces).Where(each => each is not null).Select(each => names.Type(each!, scope)!)];
        text.AppendLine($"public {(type.Modifier.Length > 0 ? type.Modifier + " " : "")}{type.Kind} {Declared(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")} {Constraint(type, scope)} {{");
        if (type.Kind == "class" && type.Modifier != "static")
            text.AppendLine($"internal {Names.Escape(type.Name.Parts[^1].Name)}(global::TorchSharp.Marker marker){members.BaseCall(type)} {{ }}");
        foreach (var member in type.Members)
            text.AppendLine(members.Write(type, member, scope));
        if (type.Kind != "interface")
            foreach (var line in interfaces.SelectMany(each => new ExplicitMembers(listing, names, scope).Of(each)).Distinct())
                text.AppendLine(line);
        foreach (var nested in listing.Types.Where(each => each.Namespace == type.Namespace && each.Name.Parts.Count == type.Name.Parts.Count + 1
            && each.Name.Key.StartsWith(type.Name.Key + ".", StringComparison.Ordinal)))
            Write(nested);
        text.AppendLine("}");
    }

    private void WriteEnum(ListedType type)
    {
        var underlying = Facts.Of("underlying", type.Name.ToString());
        var values = Facts.Of("values", type.Name.ToString());
        var entries = values.Length > 0 ? values.Split(", ") : [.. type.Values];
        text.AppendLine($"public enum {Declared(type)}{(underlying.Length > 0 ? " : " + underlying : "")} {{ {string.Join(", ", entries.Select(Names.Escape))} }}");
    }

    private static string Declared(ListedType type)
    {
        var last = type.Name.Parts[^1];
        return Names.Escape(last.Name) + (last.Arguments.Count == 0 ? "" : $"<{string.Join(", ", last.Arguments)}>");
    }

    private static IReadOnlyList<TypeName> Interfaces(ListedType type) => TypeName.ParseList(Facts.Of("implements", type.Name.ToString()));

    private string Constraint(ListedType type, IReadOnlySet<string> scope) => members.Constraint(type.Name.ToString(), scope);
}
