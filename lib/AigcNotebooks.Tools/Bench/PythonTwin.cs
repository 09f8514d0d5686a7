using System.Diagnostics;
using System.Globalization;

namespace AigcNotebooks.Tools.Bench;

/// <summary>The same step in Python's PyTorch, in a process that waits while C# takes its turns.</summary>
internal sealed class PythonTwin : IDisposable
{
    private readonly Process _process;

    /// <param name="name">A function of <c>tests/bench/steps.py</c>.</param>
    /// <param name="threads">How many an operator uses: as many as on this side.</param>
    internal PythonTwin(string name, int threads)
    {
        string python = Environment.GetEnvironmentVariable("AIGC_BENCH_PYTHON") ?? "/usr/bin/python3";
        _process = Process.Start(new ProcessStartInfo(python, [Repository.Path("tests", "bench", "steps.py"), name, threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Takes <paramref name="count"/> steps, and returns the milliseconds of each.</summary>
    /// <exception cref="InvalidOperationException">Python ended; what it said is on the standard error.</exception>
    internal double[] Run(int count)
    {
        _process.StandardInput.WriteLine(count);
        _process.StandardInput.Flush();
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the Python side ended; it needs PyTorch (Debian: python3-torch), and AIGC_BENCH_PYTHON may name another Python");
        return [.. line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
