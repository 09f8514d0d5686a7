namespace AigcNotebooks.Kernel.Display;

/// <summary><see cref="Console.ForegroundColor"/> and <see cref="Console.BackgroundColor"/> as terminal codes, which front ends show.</summary>
internal static class ConsoleColors
{
    /// <summary>On Windows, a console that is redirected says nothing of what was set.</summary>
    private static readonly bool AreKnown = !OperatingSystem.IsWindows();

    internal static void Reset()
    {
        if (AreKnown && (IsSet(Console.ForegroundColor) || IsSet(Console.BackgroundColor)))
            Console.ResetColor();
    }

    internal static string Apply(string text)
    {
        if (!AreKnown)
            return text;
        if (IsSet(Console.BackgroundColor))
            text = Colored(Console.BackgroundColor, 40, 100, text);
        if (IsSet(Console.ForegroundColor))
            text = Colored(Console.ForegroundColor, 30, 90, text);
        return text;
    }

    /// <summary>.NET says -1 for the terminal's own colour.</summary>
    private static bool IsSet(ConsoleColor color) => color >= 0;

    /// <summary>.NET's bits are blue, green, red and bright; terminals count red, green, blue.</summary>
    private static string Colored(ConsoleColor color, int dark, int bright, string text)
    {
        var bits = (int)color;
        var code = ((bits & 8) == 0 ? dark : bright) + ((bits & 1) << 2 | bits & 2 | (bits & 4) >> 2);
        return $"\u001b[{code}m{text}\u001b[0m";
    }
}
