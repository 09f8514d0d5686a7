using System.Collections.Concurrent;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>The texts that were compiled, by the path that symbols give: to tell users' frames from others, and to quote lines. Safe for concurrent use.</summary>
internal sealed class SourceTexts
{
    private readonly ConcurrentDictionary<string, string[]> texts = [];

    internal void Add(string path, string text) => texts[path] = text.Split('\n');

    internal bool Contains(string path) => texts.ContainsKey(path);

    /// <summary>A line, counted from 1, without its end; null where there is none.</summary>
    internal string? Line(string path, int number) =>
        texts.TryGetValue(path, out var lines) && number >= 1 && number <= lines.Length ? lines[number - 1].TrimEnd('\r') : null;

    /// <summary>A path as the user knows it: `Cell [3]`, or a file relative to the working directory.</summary>
    internal static string Shown(string path) => Path.IsPathRooted(path) ? Path.GetRelativePath(Directory.GetCurrentDirectory(), path) : path;
}
