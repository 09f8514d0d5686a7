namespace TorchSharp.Utils;

/// <summary>Names the class that tells Microsoft.DotNet.Interactive.Formatting how to show a type. Formatting finds it by its name, so that
/// nothing here refers to that package.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;
}
