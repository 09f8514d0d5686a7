using System.Reflection;
using System.Text.RegularExpressions;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Names of types and methods as the user wrote them, without what the compiler makes of async methods, lambdas and local functions.</summary>
internal static partial class MethodNames
{
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

        var inCell = type.Name.StartsWith("Submission#", StringComparison.Ordinal);
        var isTopLevel = inCell && name is "<Initialize>" or ".ctor" or "<Factory>";
        if (isLambda)
            return isTopLevel ? "lambda" : $"lambda in {name}";
        if (inCell)
            return isTopLevel ? "" : $"{name}({parameters})";
        return $"{(type.Namespace is { } space ? space + "." : "")}{Of(type)}.{name}({parameters})";
    }

    /// <summary>A type's name with its type arguments, without its namespace.</summary>
    internal static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }

    [GeneratedRegex("^<(.*)>[a-z](__|$)")]
    private static partial Regex Generated();

    [GeneratedRegex(@">g__([^|]+)\|")]
    private static partial Regex LocalFunction();
}
