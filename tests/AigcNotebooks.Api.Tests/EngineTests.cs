using System.Reflection;
using AigcNotebooks.Api.Tests.Listing;
using TorchSharp;

namespace AigcNotebooks.Api.Tests;

/// <summary>The engine is a subset of TorchSharp: what it has in public, TorchSharp has with the same names, types, order and defaults.</summary>
public sealed class EngineTests
{
    private static readonly Assembly Engine = typeof(torch).Assembly;

    [Fact]
    public void EveryTypeIsTorchSharps() => AssertNone(Reflected.Types(Engine).Where(type => Listed(type) is not { } listed
        || Reflected.Header(type).Split(" : ")[0] != listed.Header.Split(" : ")[0]
        || (type.BaseType is { Assembly: var assembly } parent && assembly == Engine
            && !Ancestors(listed).Any(ancestor => ancestor.Name == Reflected.Name(parent)))).Select(Reflected.Header));

    [Fact]
    public void EveryMemberIsTorchSharps() => AssertNone(Reflected.Types(Engine).SelectMany(type => Listed(type) is { Kind: not "enum" } listed
        ? Reflected.Members(type).Where(line => !IsListed(listed, line)).Select(line => $"{Reflected.Name(type)}: {line}") : []));

    [Fact]
    public void EnumerationsHaveTorchSharpsValues() => AssertNone(Reflected.Types(Engine).Where(type => type.IsEnum).SelectMany(type =>
    {
        var underlying = Facts.Of("underlying", Reflected.Name(type));
        var values = Facts.Of("values", Reflected.Name(type));
        string[] expected = values.Length > 0 ? values.Split(", ") : [.. Listed(type)!.Values.Select((name, index) => $"{name}={index}")];
        return Enum.GetNames(type).Select(name => $"{name}={Convert.ToInt64(Enum.Parse(type, name))}").Except(expected)
            .Concat(Reflected.Name(Enum.GetUnderlyingType(type)) == (underlying.Length > 0 ? underlying : "int") ? [] : [$"underlying type {Enum.GetUnderlyingType(type)}"])
            .Select(line => $"{Reflected.Name(type)}: {line}");
    }));

    [Fact]
    public void TuplesHaveTorchSharpsNames() => AssertNone(Reflected.Types(Engine).SelectMany(type => Listed(type) is not { } listed ? [] :
        type.GetMethods(Reflected.Declared).SelectMany(method =>
        {
            var line = Reflected.Line(method);
            return listed.Members.FirstOrDefault(member => member.Text == line) is not { Kind: MemberKind.Method } member ? [] : new[] { method.ReturnParameter }.Concat(method.GetParameters())
                .Where(parameter => !Reflected.TupleNames(parameter).SequenceEqual(Facts.TupleNames(listed, member, parameter.Position < 0 ? null : parameter.Name)))
                .Select(parameter => $"{Reflected.Name(type)}: {line}: {parameter.Name ?? "result"} ({string.Join(", ", Reflected.TupleNames(parameter))}), not ({string.Join(", ", Facts.TupleNames(listed, member, parameter.Position < 0 ? null : parameter.Name))})");
        })));

    private static ListedType? Listed(Type type) =>
        ApiListing.Get().Types.FirstOrDefault(each => each.Namespace == type.Namespace && each.Name.ToString() == Reflected.Name(type));

    private static IEnumerable<(string Name, IEnumerable<ListedMember> Members)> Ancestors(ListedType listed) =>
        ApiListing.Get().Lineage(listed).Skip(1).Select(each => (each.Type.Name.Substitute(each.Arguments).ToString(), each.Type.Members.Select(member => member.Substitute(each.Arguments))));

    /// <summary>The type has the member in the listing, or the member overrides one that it inherits. A property may lack the setter,
    /// and what TorchSharp leaves abstract may have a body.</summary>
    private static bool IsListed(ListedType type, string line)
    {
        if (type.Lines.Contains(line) || type.Lines.Contains(line.Replace("{ get; }", "{ get; set; }")) || type.Lines.Contains(line.Replace("virtual ", "abstract ")))
            return true;
        var member = ListedMember.Parse(line);
        return member.Modifiers.Contains("virtual") && type.Members.All(other => other.Name != member.Name || other.Parameters.Count != member.Parameters.Count)
            && Ancestors(type).SelectMany(ancestor => ancestor.Members).Any(other => other.Signature == member.Signature && other.Type == member.Type
                && other.Modifiers.Contains("protected") == member.Modifiers.Contains("protected") && other.Modifiers.Any(each => each is "virtual" or "abstract"));
    }

    private static void AssertNone(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        Assert.True(all.Length == 0, $"{all.Length} that TorchSharp lacks:\n{string.Join('\n', all)}");
    }
}
