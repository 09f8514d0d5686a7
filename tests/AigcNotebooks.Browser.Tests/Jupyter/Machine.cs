using System.Diagnostics;

namespace AigcNotebooks.Browser.Tests.Jupyter;

/// <summary>What the walk needs of the machine, and what it says where that is missing.</summary>
internal sealed record Machine(string Chromium, string Python)
{
    /// <returns>The machine's browser and Python, or why there can be no walk.</returns>
    internal static (Machine? Found, string Missing) Look()
    {
        if (!File.Exists(Repository.Path(".aigc", "jupyter", "kernels", ".net-csharp", "kernel.json")))
            return (null, "the kit is not set up: run ./aigc setup");
        var chromium = Candidates("AIGC_CHROMIUM", "chromium", "chromium-browser", "google-chrome").FirstOrDefault(File.Exists);
        if (chromium is null)
            return (null, "no Chromium was found: apt-get install chromium, or name one in AIGC_CHROMIUM");
        var python = Candidates("AIGC_PYTHON", "python3").Prepend("/usr/bin/python3").FirstOrDefault(HasClassicNotebook);
        return python is null
            ? (null, "no classic Jupyter Notebook (version 6 or older) was found: apt-get install jupyter-notebook")
            : (new Machine(chromium, python), "");
    }

    private static IEnumerable<string> Candidates(string variable, params string[] names) =>
        new[] { Environment.GetEnvironmentVariable(variable) ?? "" }.Where(path => path.Length > 0)
            .Concat(from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                    from name in names
                    select Path.Combine(folder, name));

    /// <summary>Notebook 7 is JupyterLab in another dress, with other elements on its page.</summary>
    private static bool HasClassicNotebook(string python)
    {
        if (!File.Exists(python))
            return false;
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import sys, notebook; sys.exit(int(notebook.__version__.split('.')[0]) > 6)"])
        {
            RedirectStandardError = true,
        })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
