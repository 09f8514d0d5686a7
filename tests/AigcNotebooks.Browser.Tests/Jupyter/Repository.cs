using System.Runtime.CompilerServices;

namespace AigcNotebooks.Browser.Tests.Jupyter;

/// <summary>Where the kit lies, and how the tests run.</summary>
internal static class Repository
{
    internal static readonly string Root = System.IO.Path.GetFullPath(System.IO.Path.Combine(Here(), "..", "..", ".."));

    /// <summary><c>./aigc test --soak</c>: the long checks run, too.</summary>
    internal static bool IsSoak => Environment.GetEnvironmentVariable("AIGC_SOAK") == "true";

    /// <summary>A folder of exported pages to be looked at in place of the committed notebooks'; null for none.</summary>
    internal static string? Pages => Environment.GetEnvironmentVariable("AIGC_PAGES");

    internal static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Here([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
