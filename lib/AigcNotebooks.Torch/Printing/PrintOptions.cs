namespace TorchSharp;

public static partial class torch
{
    private static TensorStringStyle s_style = TensorStringStyle.Julia;

    internal static string FloatFormat { get; private set; } = "g5";
    internal static string NewLine { get; private set; } = Environment.NewLine;
    internal static int LineWidth { get; private set; } = 100;
    internal static int MaxRows { get; private set; } = 6;
    internal static int MaxColumns { get; private set; } = 6;

    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    /// <summary>The style that <c>str</c>, <c>print</c> and <c>ToString(true)</c> use where none is given.</summary>
    /// <exception cref="ArgumentException">Set to <see cref="TensorStringStyle.Default"/>, which stands for this very value.</exception>
    public static TensorStringStyle TensorStringStyle
    {
        get => s_style;
        set => s_style = value != TensorStringStyle.Default ? value : throw new ArgumentException("The style cannot be set to 'Default'");
    }

    /// <param name="precision">Digits after the point of a floating-point number.</param>
    /// <param name="linewidth">Characters a line, in the Julia style.</param>
    /// <param name="sci_mode">Scientific notation.</param>
    /// <param name="maxRows">Rows of the Numpy and C# styles; of longer axes the first and last are written.</param>
    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, $"{(sci_mode ? 'E' : 'F')}{precision}", linewidth, newLine, maxRows, maxColumns);

    /// <param name="floatFormat">A .NET format of floating-point numbers, such as "g5".</param>
    /// <param name="linewidth">Characters a line, in the Julia style.</param>
    /// <param name="maxRows">Rows of the Numpy and C# styles; of longer axes the first and last are written.</param>
    public static void set_printoptions(TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        TensorStringStyle = style ?? TensorStringStyle;
        FloatFormat = floatFormat ?? FloatFormat;
        LineWidth = linewidth ?? LineWidth;
        NewLine = newLine ?? NewLine;
        MaxRows = maxRows ?? MaxRows;
        MaxColumns = maxColumns ?? MaxColumns;
    }
}
