namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Terminal colours, which Jupyter's front ends show in tracebacks.</summary>
internal static class Ansi
{
    internal static string Red(string text) => $"\u001b[31m{text}\u001b[0m";

    internal static string Green(string text) => $"\u001b[32m{text}\u001b[0m";

    internal static string Cyan(string text) => $"\u001b[36m{text}\u001b[0m";

    internal static string Dim(string text) => $"\u001b[2m{text}\u001b[0m";
}
