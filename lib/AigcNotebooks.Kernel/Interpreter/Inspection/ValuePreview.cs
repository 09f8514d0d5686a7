using System.Collections;
using System.Globalization;
using System.Reflection;
using AigcNotebooks.Kernel.Display;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <summary>A variable's value in a line. Only what is quick and harmless is asked: no sequence is run, and no code of a cell, which might never end.</summary>
internal static class ValuePreview
{
    private const int LongestText = 200;
    private const int MostElements = 5;

    /// <returns>null where nothing short can be said.</returns>
    internal static string? Of(object? value)
    {
        try
        {
            return Text(value) is { } text ? Cut(MimeBundle.WellFormed(text).ReplaceLineEndings(" ")) : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{(text.Length > LongestText ? text[..LongestText] + "..." : text)}\"{(text.Length > LongestText ? $" ({text.Length} characters)" : "")}",
        char character => $"'{character}'",
        bool flag => flag ? "true" : "false",
        Array array => $"[{string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]{Elements(array)}",
        ICollection collection when IsOfFramework(value.GetType()) => $"Count = {collection.Count}{Elements(collection)}",
        IFormattable number when value.GetType().IsPrimitive || IsOfFramework(value.GetType()) => number.ToString(null, CultureInfo.CurrentCulture),
        _ => SaysItself(value.GetType()) ? value.ToString() : null,
    };

    /// <summary>The first few of an array or a list of plain values.</summary>
    private static string Elements(ICollection collection)
    {
        if (collection is not IList { Count: > 0 } list || collection is Array { Rank: > 1 } || list[0] is not { } first || !(first.GetType().IsPrimitive || first is string or Enum))
            return "";
        var shown = Enumerable.Range(0, Math.Min(MostElements, list.Count)).Select(i => Text(list[i]));
        return $" {{ {string.Join(", ", shown)}{(list.Count > MostElements ? ", ..." : "")} }}";
    }

    private static bool SaysItself(Type type) =>
        !type.Assembly.IsDynamic && !string.IsNullOrEmpty(type.Assembly.Location)
        && type.GetMethod(nameof(ToString), BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes) is { } method
        && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType)
        && !type.GetGenericArguments().Any(argument => string.IsNullOrEmpty(argument.Assembly.Location));

    private static bool IsOfFramework(Type type) => type.Assembly == typeof(object).Assembly || type.Assembly == typeof(SortedSet<>).Assembly || type.Assembly == typeof(System.Numerics.BigInteger).Assembly;

    private static string Cut(string text) => text.Length > LongestText + 100 ? text[..LongestText] + "..." : text;
}
