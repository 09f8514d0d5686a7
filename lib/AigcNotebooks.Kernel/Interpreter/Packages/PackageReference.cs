using System.Text.RegularExpressions;

namespace AigcNotebooks.Kernel.Interpreter.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">As NuGet writes versions and ranges; `*`, the newest, where the cell names none.</param>
internal sealed partial record PackageReference(string Id, string Version)
{
    internal const string Newest = "*";
    private const string Scheme = "nuget:";

    /// <summary>Whether what stands behind `#r` names a package and no file.</summary>
    internal static bool IsMeant(string reference) => reference.TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="PackageException">It is not of the form `nuget: Id` or `nuget: Id, Version`.</exception>
    internal static PackageReference Parse(string reference)
    {
        var match = Form().Match(reference);
        return match.Success ? new PackageReference(match.Groups["id"].Value, match.Groups["version"] is { Success: true, Value: { Length: > 0 } version } ? version : Newest)
            : throw new PackageException($"#r \"{reference}\": expected \"nuget: Id\" or \"nuget: Id, Version\".");
    }

    public override string ToString() => Version == Newest ? Id : $"{Id}, {Version}";

    [GeneratedRegex(@"^\s*nuget:\s*(?<id>[\w.-]+)\s*(,\s*(?<version>[\d*][\w.*+-]*|[\[(][^\[\]()]*[\])])?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}

/// <summary>Packages could not be had.</summary>
/// <param name="message">One line that says which and why.</param>
/// <param name="isSources">Whether a source does not answer or NuGet refuses it; the message names it.</param>
internal sealed class PackageException(string message, bool isSources = false) : Exception(message)
{
    internal bool IsSources { get; } = isSources;
}
