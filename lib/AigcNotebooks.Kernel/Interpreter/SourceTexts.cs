using System.Collections.Concurrent;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>The texts that were compiled, by the path that symbols give: to tell users' frames from others, and to quote lines. Safe for concurrent use.</summary>
internal sealed class SourceTexts
{
    private readonly ConcurrentDictionary<string, string[]> texts = [];
    private readonly ConcurrentDictionary<string, string> compiled = [];

    internal void Add(string path, string text) => texts[path] = text.Split('\n');

    /// <summary>Notes which text an assembly was compiled from.</summary>
    internal void AddAssembly(string name, string path) => compiled[name] = path;

    /// <summary>The text's path that an assembly was compiled from; null where it is no cell's.</summary>
    internal string? PathOfAssembly(string? name) => name is null ? null : compiled.GetValueOrDefault(name);

    /// <summary>A whole text; empty where there is none.</summary>
    internal string Text(string path) => string.Join('\n', texts.GetValueOrDefault(path, []));

    internal bool Contains(string path) => texts.ContainsKey(path);

    /// <summary>A line, counted from 1, without its end; null where there is none.</summary>
    internal string? Line(string path, int number) =>
        texts.TryGetValue(path, out var lines) && number >= 1 && number <= lines.Length ? lines[number - 1].TrimEnd('\r') : null;

    /// <summary>A path as the user knows it: `Cell [3]`, or a file relative to the working directory.</summary>
    internal static string Shown(string path) => Path.IsPathRooted(path) ? Path.GetRelativePath(Directory.GetCurrentDirectory(), path) : path;
}
