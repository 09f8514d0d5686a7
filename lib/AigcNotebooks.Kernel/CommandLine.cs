using AigcNotebooks.Kernel.Protocol;

namespace AigcNotebooks.Kernel;

/// <summary>What the process was asked to do.</summary>
/// <param name="ConnectionFile">The connection file's path; null when there is nothing to serve.</param>
/// <param name="Output">What to print instead; null when there is a file to serve.</param>
/// <param name="ExitCode">The exit code that goes with <paramref name="Output"/>.</param>
internal sealed record CommandLine(string? ConnectionFile, string? Output, int ExitCode)
{
    private const string Usage = """
        A C# kernel for Jupyter.

        usage: dotnet AigcNotebooks.Kernel.dll --connection-file FILE
               dotnet AigcNotebooks.Kernel.dll --version | --help

          --connection-file FILE   serve the addresses that Jupyter wrote into FILE
          --version                print the version
          --help                   print this

        environment: AIGC_LIBZMQ   full path of libzmq.so.5, where it is not installed
        """;

    internal static CommandLine Parse(string[] arguments) => arguments switch
    {
        ["--help" or "-h"] => new(null, Usage, 0),
        ["--version"] => new(null, $"{KernelInfo.Implementation} {KernelInfo.Version}", 0),
        ["--connection-file" or "-f", var file] => new(file, null, 0),
        [] => new(null, $"no connection file given.\n{Usage}", 2),
        _ => new(null, $"arguments not understood: {string.Join(' ', arguments)}\n{Usage}", 2),
    };
}
