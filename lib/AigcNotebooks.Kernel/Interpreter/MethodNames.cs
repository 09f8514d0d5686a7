using System.Reflection;
using System.Text.RegularExpressions;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Names of types and methods as C# writes them, without what the compiler makes of async methods, lambdas and local functions.</summary>
internal static partial class MethodNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(string)] = "string",
        [typeof(object)] = "object", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint", [typeof(void)] = "void",
    };

    /// <summary>`Namespace.Type.Method(parameters)`, or `Method(parameters)` in a cell; empty for a cell's top level.</summary>
    internal static string Of(MethodBase method)
    {
        var (type, name) = (method.DeclaringType!, method.Name);
        var parameters = string.Join(", ", method.GetParameters().Select(parameter => $"{Of(parameter.ParameterType)} {parameter.Name}"));
        if (name == "MoveNext" && Generated().Match(type.Name) is { Success: true } stateMachine)
            (type, name, parameters) = (type.DeclaringType!, stateMachine.Groups[1].Value, "");
        var isLambda = name.Contains(">b__", StringComparison.Ordinal);
        if (LocalFunction().Match(name) is { Success: true } local)
            name = local.Groups[1].Value;
        else if (Generated().Match(name) is { Success: true } generated)
            name = generated.Groups[1].Value;
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
            type = outer;

        var inCell = IsSubmission(type);
        var isTopLevel = inCell && name is "<Initialize>" or ".ctor" or "<Factory>";
        if (isLambda)
            return isTopLevel ? "lambda" : $"lambda in {name}";
        if (inCell)
            return isTopLevel ? "" : $"{name}({parameters})";
        return $"{FullName(type)}.{name}({parameters})";
    }

    /// <summary>A type's name as C# writes it, without its namespace.</summary>
    internal static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsByRef)
            return $"ref {Of(type.GetElementType()!)}";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }

    /// <summary>With the namespace, and the types around it but for the class that holds a cell's.</summary>
    internal static string FullName(Type type)
    {
        if (Keywords.ContainsKey(type))
            return Of(type);
        var outer = type.DeclaringType is { } declaring && !IsSubmission(declaring) ? $"{FullName(declaring)}."
            : type is { DeclaringType: null, Namespace: { } space } ? $"{space}." : "";
        return outer + Of(type);
    }

    private static bool IsSubmission(Type type) => type.Name.StartsWith("Submission#", StringComparison.Ordinal);

    [GeneratedRegex("^<(.*)>[a-z](__|$)")]
    private static partial Regex Generated();

    [GeneratedRegex(@">g__([^|]+)\|")]
    private static partial Regex LocalFunction();
}
