namespace AigcNotebooks.Display;

/// <summary>Colours of series, after Okabe and Ito's palette for colour-blind readers ("Color Universal Design", 2008). Its orange
/// and sky blue are darkened and its yellow left out, so that every colour has a contrast of about 3:1 on white and on black.</summary>
internal static class Palette
{
    private static readonly string[] Colors = ["#0077BB", "#D55E00", "#009E73", "#C0649A", "#B98200", "#3D96CC"];

    /// <summary>Text and axes where the page's own colour is unknown: readable on white and on a dark page.</summary>
    public const string Ink = "#7a7a7a";

    public const string Grid = "rgba(128,128,128,.25)";

    public static string Color(int series) => Colors[series % Colors.Length];

    /// <summary>After the last colour the same ones come again: lines dashed, markers hollow.</summary>
    public static bool IsDashed(int series) => series / Colors.Length % 2 == 1;
}
