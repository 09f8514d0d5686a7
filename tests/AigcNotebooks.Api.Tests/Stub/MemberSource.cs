using System.Globalization;
using AigcNotebooks.Api.Tests.Listing;

namespace AigcNotebooks.Api.Tests.Stub;

/// <summary>Writes one member of the listing as C#.</summary>
internal sealed class MemberSource(ApiListing listing, Names names)
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^",
        ["op_OnesComplement"] = "~",
        ["op_UnaryNegation"] = "-",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    private const string Body = " => throw null!;";
    private readonly BaseMethods baseMethods = new(listing);

    /// <returns>"" for what C# writes otherwise (finalizers), or what names a type that is not part of the stub.</returns>
    internal string Write(ListedType type, ListedMember member, IReadOnlySet<string> outer)
    {
        var scope = outer.Concat(member.TypeParameters).ToHashSet();
        if (member.Name == "Finalize" || member.Parameters.Any(each => names.Type(each.Type, scope) is null) || (member.Type is not null && names.Type(member.Type, scope) is null))
            return "";
        return Warning($"{type.Name}.{member.Signature}") + member.Kind switch
        {
            MemberKind.Constructor => $"{Access(member)} {Names.Escape(type.Name.Parts[^1].Name)}({Parameters(type, member, scope)}){BaseCall(type)}{Body}",
            MemberKind.Field => Field(type, member, scope),
            MemberKind.Property => Property(type, member, scope),
            _ => Method(type, member, scope),
        };
    }

    internal string Parameters(ListedType type, ListedMember member, IReadOnlySet<string> scope)
    {
        var extension = type.Name.ToString().EndsWith("ExtensionMethods", StringComparison.Ordinal)
            && !(member.Name == "Load" && (member.Parameters[0].Modifier == "ref" || member.Parameters[0].Type.ToString() == "BinaryReader"));
        return (extension ? "this " : "") + string.Join(", ", member.Parameters.Select(parameter =>
            $"{parameter.Modifier} {names.Type(parameter.Type, scope, Facts.TupleNames(type, member, parameter.Name))} {Names.Escape(parameter.Name)}{Default(parameter, scope)}"));
    }

    internal string BaseCall(ListedType type) =>
        type.Base is { } parent && listing.ByKey.ContainsKey(parent.Key) ? " : base((global::TorchSharp.Marker)null!)" : "";

    /// <summary>The constraints on a type's or a method's type parameters.</summary>
    internal string Constraint(string subject, IReadOnlySet<string> scope) =>
        string.Join(' ', Facts.Of("where", subject).Split("where ", StringSplitOptions.RemoveEmptyEntries).Select(clause =>
        {
            var (parameter, colon) = (clause[..clause.IndexOf(' ')], clause.IndexOf(" : ", StringComparison.Ordinal));
            var constraints = clause[(colon + 3)..].Trim().Split(", ").Select(each => each is "unmanaged" or "struct" or "class" or "new()" ? each : names.Type(TypeName.Parse(each), scope));
            return $"where {parameter} : {string.Join(", ", constraints)}";
        }));

    /// <summary>What TorchSharp calls obsolete itself, and what it gets wrong.</summary>
    private static string Warning(string subject)
    {
        var (obsolete, avoid) = (Facts.Of("obsolete", subject), Facts.Of("avoid", subject));
        return obsolete.Length + avoid.Length == 0 ? ""
            : $"[global::System.Obsolete(\"TorchSharp 0.107.0: {(avoid.Length > 0 ? avoid : "obsolete")}\", {(obsolete == "warning" ? "false" : "true")})] ";
    }

    private string Field(ListedType type, ListedMember member, IReadOnlySet<string> scope)
    {
        var fact = Facts.Of("field", $"{type.Name}.{member.Name}");
        var access = fact.Contains("protected") ? "protected" : "public";
        var declared = $"{names.Type(member.Type!, scope)} {Names.Escape(member.Name)}";
        if (fact.IndexOf("const ", StringComparison.Ordinal) is var constant and >= 0)
            return $"{access} const {declared} = ({names.Type(member.Type!, scope)})({fact[(constant + 6)..]});";
        return $"{access} {(member.Modifiers.Contains("static") ? "static " : "")}{(fact.Contains("readonly") ? "readonly " : "")}{declared};";
    }

    private string Property(ListedType type, ListedMember member, IReadOnlySet<string> scope)
    {
        var fact = Facts.Of("property", $"{type.Name}.{member.Name}");
        var isAbstract = fact.Contains("abstract");
        var modifiers = $"{(fact.Replace("protected set", "").Contains("protected") || member.Modifiers.Contains("protected") ? "protected" : type.Kind == "interface" ? "" : "public")} "
            + (member.Modifiers.Contains("static") ? "static " : "")
            + (isAbstract ? "abstract " : fact.Contains("override") ? "override " : fact.Contains("virtual") ? "virtual " : "");
        var body = isAbstract || type.Kind == "interface" ? ";" : Body;
        // The listing shows public accessors only.
        var accessors = (member.Accessors.Contains("get") || !member.Accessors.Contains("set") ? $"get{body}" : "")
            + (fact.Contains("protected set") ? $" protected set{body}" : member.Accessors.Contains("set") ? $" set{body}" : "");
        var name = member.Name == "this" ? $"this[{Parameters(type, member, scope)}]" : Names.Escape(member.Name);
        return $"{modifiers}{names.Type(member.Type!, scope)} {name} {{ {accessors} }}";
    }

    private string Method(ListedType type, ListedMember member, IReadOnlySet<string> scope)
    {
        var parameters = Parameters(type, member, scope);
        var result = names.Type(member.Type!, scope, Facts.TupleNames(type, member));
        if (member.Name is "op_Implicit" or "op_Explicit")
            return $"public static {member.Name[3..].ToLowerInvariant()} operator {result}({parameters}){Body}";
        if (Operators.TryGetValue(member.Name, out var symbol))
            return $"public static {result} operator {symbol}({parameters}){Body}";
        if (member.Name.StartsWith("op_", StringComparison.Ordinal))
            return ""; // F#'s own
        var generic = member.TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", member.TypeParameters)}>";
        var isOverride = baseMethods.HasVirtual(type, member);
        var isAbstract = member.Modifiers.Contains("abstract");
        var modifiers = type.Kind == "interface" ? ""
            : $"{Access(member)} {(member.Modifiers.Contains("static") ? "static " : "")}{(isAbstract ? "abstract " : "")}"
            + (isOverride ? "override " : member.Modifiers.Contains("virtual") && type.Modifier != "sealed" && type.Kind == "class" ? "virtual " : "");
        var constraint = isOverride ? "" : Constraint($"{type.Name}.{member.Signature}", scope);
        return $"{modifiers}{result} {Names.Escape(member.Name)}{generic}({parameters}) {constraint}{(isAbstract || type.Kind == "interface" ? ";" : Body)}";
    }

    private static string Access(ListedMember member) => member.Modifiers.Contains("protected") ? "protected" : "public";

    private string Default(ListedParameter parameter, IReadOnlySet<string> scope)
    {
        if (parameter.Default is not { } value)
            return "";
        if (value is "null" or "default" or "true" or "false" || value[0] == '"')
            return value == "null" ? " = default" : $" = {value}";
        var underlying = parameter.Type with { Suffix = parameter.Type.Suffix.TrimEnd('?') };
        var type = names.Type(underlying, scope);
        if (listing.ByKey.TryGetValue(underlying.Key, out var listed) && listed.Kind == "enum")
            return $" = {(listed.Values.Contains(value) ? $"{type}.{Names.Escape(value)}" : $"({type})0")}";
        if (type == "char")
            return $" = '{value}'";
        return double.TryParse(value, CultureInfo.InvariantCulture, out _) ? $" = ({type})({value})" : $" = {type}.{value}";
    }
}
