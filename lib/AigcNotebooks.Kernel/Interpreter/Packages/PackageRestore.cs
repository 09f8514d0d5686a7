using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AigcNotebooks.Kernel.Interpreter.Packages;

/// <summary>Runs `dotnet restore` on a project made for a set of packages.</summary>
internal static partial class PackageRestore
{
    /// <param name="folder">A folder of this set's own, where the project is written.</param>
    /// <exception cref="PackageException">NuGet cannot have them, or there is no SDK.</exception>
    internal static async Task<RestoredPackages> RunAsync(string folder, IEnumerable<PackageReference> packages, IEnumerable<string> sources, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var project = Path.Combine(folder, "packages.csproj");
        await File.WriteAllTextAsync(project, Project(packages, sources), cancellation);
        var output = await RestoreAsync(project, folder, cancellation);
        if (output is not null)
            throw Reason(output, packages);
        return RestoredPackages.FromAssets(Path.Combine(folder, "obj", "project.assets.json"));
    }

    private static string Project(IEnumerable<PackageReference> packages, IEnumerable<string> sources) => new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
        new XElement("PropertyGroup",
            new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
            new XElement("RuntimeIdentifier", RuntimeInformation.RuntimeIdentifier),
            new XElement("SelfContained", "false"),
            new XElement("UseAppHost", "false"),
            new XElement("NuGetAudit", "false"),
            // A version beyond another package's wish is an error here, not a surprise at run time.
            new XElement("WarningsAsErrors", "NU1605"),
            // Nothing of a project that happens to lie above the cache.
            new XElement("ImportDirectoryBuildProps", "false"),
            new XElement("ManagePackageVersionsCentrally", "false"),
            new XElement("RestoreAdditionalProjectSources", string.Join(';', sources))),
        new XElement("ItemGroup", packages.Select(package => new XElement("PackageReference", new XAttribute("Include", package.Id), new XAttribute("Version", package.Version))))).ToString();

    /// <returns>null when it succeeded, else what it printed.</returns>
    private static async Task<string?> RestoreAsync(string project, string folder, CancellationToken cancellation)
    {
        // The kernel runs as `dotnet AigcNotebooks.Kernel.dll`, so this is the dotnet that the user chose.
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(host, ["restore", project, "--nologo", "-v:q", "-nodeReuse:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1" },
        };
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            var text = await output + await errors;
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? null : text;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>One line out of many.</summary>
    private static PackageException Reason(string output, IEnumerable<PackageReference> packages)
    {
        var wanted = string.Join("; ", packages);
        if (output.Contains("No .NET SDKs were found", StringComparison.Ordinal))
            return new PackageException($"#r \"nuget: {wanted}\": packages need the .NET SDK, and this machine has only the runtime.");
        var errors = Errors().Matches(output).Select(match => (Code: match.Groups[1].Value, Text: match.Groups[2].Value.Trim())).Distinct().ToList();
        if (errors.Count == 0)
            return new PackageException($"#r \"nuget: {wanted}\": dotnet restore failed: {output.Trim().Split('\n')[^1]}");
        var text = string.Join(" ", errors.Where(error => error.Code == errors[0].Code).Select(error => error.Text).Distinct());
        const string Start = "#r \"nuget: …\": ";
        return errors[0].Code switch
        {
            "NU1101" => new PackageException($"{Start}no such package: {text}"),
            "NU1102" => new PackageException($"{Start}no such version: {text}"),
            "NU1301" => new PackageException($"{Start}the package source does not answer (no network?), and these packages were not used before on this machine: {wanted}. {text}", isSources: true),
            "NU1302" => new PackageException($"{Start}NuGet takes no http: source, only https: and folders: {text}", isSources: true),
            "NU1605" or "NU1107" or "NU1608" => new PackageException($"{Start}the packages do not fit together: {text}"),
            var code => new PackageException($"{Start}{code}: {text}"),
        };
    }

    [GeneratedRegex(@"error (NU\d+|MSB\d+|NETSDK\d+)\s*:\s*(.*?)(?: \[[^\]]*proj\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Errors();
}
