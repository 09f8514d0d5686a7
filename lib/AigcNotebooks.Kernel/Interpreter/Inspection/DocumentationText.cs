using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <summary>A symbol's XML documentation as text to read.</summary>
internal static partial class DocumentationText
{
    private const int DeepestInheritance = 5;
    private const int LongestRemark = 400;

    /// <summary>Summary, parameters, result, exceptions, and remarks if they are short; empty where nothing is documented.</summary>
    internal static string Of(ISymbol symbol, Compilation compilation)
    {
        if (symbol is IParameterSymbol or ITypeParameterSymbol)
            return OfParameter(symbol, compilation);
        if (Read(symbol, compilation, 0) is not { } member)
            return Substitute(symbol) is { } other ? Of(other, compilation) : "";
        var text = new StringBuilder(Text(member.Element("summary")));
        foreach (var parameter in member.Elements("typeparam").Concat(member.Elements("param")))
            Line(text, parameter.Attribute("name")?.Value ?? "", Text(parameter));
        Line(text, "returns", Text(member.Element("returns")));
        Line(text, "value", Text(member.Element("value")));
        foreach (var exception in member.Elements("exception"))
            Line(text, "throws " + ShortName(exception.Attribute("cref")?.Value), Text(exception));
        if (Text(member.Element("remarks")) is { Length: > 0 and <= LongestRemark } remarks)
            text.Append("\n\n").Append(remarks);
        return text.ToString().Trim();
    }

    /// <summary>What is said of a parameter where its method, or its record or type, is documented.</summary>
    private static string OfParameter(ISymbol parameter, Compilation compilation) =>
        Read(parameter.ContainingSymbol, compilation, 0) is { } member ? Described(member, parameter.Name)
        : parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } && Read(type, compilation, 0) is { } ofType ? Described(ofType, parameter.Name)
        : "";

    private static string Described(XElement member, string name) =>
        Text(member.Elements().FirstOrDefault(element => element.Name.LocalName is "param" or "typeparam" && element.Attribute("name")?.Value == name));

    /// <summary>A function that makes what it is called after, as PyTorch's layers do, and a constructor are what their type is.</summary>
    private static ISymbol? Substitute(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
        IMethodSymbol method when method.ReturnType.Name == method.Name => method.ReturnType,
        _ => null,
    };

    private static void Line(StringBuilder text, string name, string description)
    {
        if (description.Length > 0)
            text.Append('\n').Append(name).Append(": ").Append(description);
    }

    private static XElement? Read(ISymbol symbol, Compilation compilation, int depth)
    {
        symbol = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;
        var xml = symbol.Locations.Any(location => location.IsInSource) ? symbol.GetDocumentationCommentXml()
            : symbol.GetDocumentationCommentId() is { } id && symbol.ContainingAssembly is { } assembly
                && compilation.GetMetadataReference(assembly) is PortableExecutableReference { FilePath: { } path } ? DocumentationFiles.Find(path, id) : null;
        if (string.IsNullOrWhiteSpace(xml))
            return symbol is not ITypeSymbol && depth < DeepestInheritance && Inherited(symbol) is { } above ? Read(above, compilation, depth + 1) : null;
        XElement member;
        try
        {
            member = XElement.Parse(xml.StartsWith("<member", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>");
        }
        catch (XmlException)
        {
            return null;
        }
        return member.Element("inheritdoc") is null || member.Element("summary") is not null ? member
            : depth < DeepestInheritance && Inherited(symbol) is { } ancestor ? Read(ancestor, compilation, depth + 1) : null;
    }

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.BaseType is { SpecialType: not SpecialType.System_Object } baseType ? baseType : type.Interfaces.FirstOrDefault(),
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        { ContainingType: { } type } => type.AllInterfaces.SelectMany(contract => contract.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol)),
        _ => null,
    };

    private static string Text(XElement? element)
    {
        if (element is null)
            return "";
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "para" or "br" or "code" } paragraph => "\n" + Text(paragraph) + "\n",
                XElement { Name.LocalName: "item" } item => "\n- " + string.Join(": ", item.Elements().Select(Text).Where(part => part.Length > 0)) + "\n",
                XElement { IsEmpty: true } reference when reference.Attribute("href") is { } address => address.Value,
                XElement reference when reference.Attribute("cref") is { } target => ShortName(target.Value),
                XElement reference when reference.Attribute("langword") is { } word => word.Value,
                XElement reference when reference.Attribute("name") is { } name => name.Value,
                XElement inner => Text(inner),
                _ => "",
            });
        return Blanks().Replace(Lines().Replace(text.ToString(), "\n"), " ").Trim();
    }

    /// <summary>`M:System.String.Join(…)` becomes `String.Join`, `T:System.String` becomes `String`.</summary>
    private static string ShortName(string? reference)
    {
        if (reference is not [_, ':', ..])
            return reference ?? "";
        var parts = reference[2..].Split('(')[0].Split('.');
        return GenericArity().Replace(string.Join('.', parts.TakeLast(reference[0] is 'T' or 'N' ? 1 : 2)), "");
    }

    [GeneratedRegex(@"[ \t\r]*\n\s*\n\s*")]
    private static partial Regex Lines();

    [GeneratedRegex(@"[ \t\r]+|(?<!\n)\n[ \t]*(?!\n)")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex GenericArity();
}
