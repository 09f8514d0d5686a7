using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AigcNotebooks.Api.Tests.Listing;

/// <summary>Writes an assembly's public and protected API as the listing does.</summary>
internal static class Reflected
{
    internal const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    /// <summary>The types that others can see, by name.</summary>
    internal static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(Name, StringComparer.Ordinal);

    /// <summary><c>TorchSharp | sealed class torch.Tensor : Base</c></summary>
    internal static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "class";
        var modifier = kind != "class" ? "" : type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var parent = kind is "class" or "delegate" && type.BaseType != typeof(object) ? $" : {Name(type.BaseType!)}" : "";
        return $"{type.Namespace} | {modifier}{kind} {Name(type)}{parent}";
    }

    /// <summary>A type's own public and protected members, sorted; an enumeration's names in one line.</summary>
    internal static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return [string.Join(", ", Enum.GetNames(type))];
        return type.GetMembers(Declared).Select(member => member switch
        {
            ConstructorInfo constructor when IsVisible(constructor) && !constructor.IsStatic => $"{Access(constructor)}new({Parameters(constructor)})",
            MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => Line(method),
            PropertyInfo property when Accessors(property).FirstOrDefault() is { } accessor =>
                $"{(accessor.IsStatic ? "static " : "")}{Name(property.PropertyType)} {PropertyName(property)} {{ {string.Concat(Accessors(property).Select(each => each.Name.Contains("get_") ? "get; " : "set; "))}}}",
            FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
            EventInfo @event when IsVisible(@event.AddMethod!) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
            _ => "",
        }).Where(line => line.Length > 0).Order(StringComparer.Ordinal);
    }

    internal static string Line(MethodInfo method) => $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})";

    /// <summary>The names of the elements of a parameter's or result's tuples, as the compiler flattens them.</summary>
    internal static IEnumerable<string> TupleNames(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } names ? names.TransformNames.Select(name => name ?? "") : [];

    internal static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer)
            return Name(type.GetElementType()!) + "*";
        if (type.IsGenericParameter || !Keywords.TryGetValue(type, out var keyword))
            return type.IsGenericParameter ? type.Name : DottedName(type, type.GetGenericArguments());
        return keyword;
    }

    private static string DottedName(Type type, Type[] arguments)
    {
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments[outer..type.GetGenericArguments().Length];
        return (type.DeclaringType is { } declaring ? DottedName(declaring, arguments[..outer]) + "." : "")
            + type.Name.Split('`')[0] + (own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(Name))}>");
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) => Access(method) + (method.IsStatic ? "static " : method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract "
        : method.IsVirtual && !(method.IsFinal && method.Attributes.HasFlag(MethodAttributes.NewSlot)) ? "virtual " : "");

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(each => each.Name))}>" : "";

    private static MethodInfo[] Accessors(PropertyInfo property) =>
        [.. new[] { property.GetMethod, property.SetMethod }.Where(accessor => accessor is not null && IsVisible(accessor)).Select(accessor => accessor!)];

    private static string PropertyName(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{string.Join(", ", parameters.Select(Parameter))}]" : property.Name;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.GetCustomAttributesData().Any(each => each.AttributeType.Name == "ParamCollectionAttribute");
        return $"{(isParams ? "params " : "")}{(parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")}{Name(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {Default(parameter.DefaultValue, parameter.ParameterType)}" : "");
    }

    private static string Default(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } enumeration => Enum.ToObject(enumeration, value).ToString()!,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
