using AigcNotebooks.Kernel.Interpreter;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>A session of its own for each test, with a folder as working directory.</summary>
public abstract class InterpreterTest : IDisposable
{
    private readonly string workingDirectoryBefore = Directory.GetCurrentDirectory();
    private int cells;

    protected InterpreterTest()
    {
        Folder = Directory.CreateTempSubdirectory("aigc-kernel-").FullName;
        Directory.SetCurrentDirectory(Folder);
    }

    private protected CSharpInterpreter Interpreter { get; } = new();

    protected string Folder { get; }

    public virtual void Dispose()
    {
        Interpreter.Dispose();
        Directory.SetCurrentDirectory(workingDirectoryBefore);
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a cell that must succeed.</summary>
    private protected RecordingOutput Run(string code)
    {
        var output = new RecordingOutput();
        var error = Interpreter.Execute(code, ++cells, output);
        Assert.True(error is null, error is null ? "" : string.Join('\n', error.Traceback));
        return output;
    }

    /// <summary>Runs a cell that must end in an error.</summary>
    private protected CellError Fail(string code, RecordingOutput? output = null)
    {
        var error = Interpreter.Execute(code, ++cells, output ?? new RecordingOutput());
        Assert.NotNull(error);
        return error;
    }

    /// <summary>The traceback without colours.</summary>
    private protected static string Plain(CellError error) =>
        System.Text.RegularExpressions.Regex.Replace(string.Join('\n', error.Traceback), "\u001b\\[[0-9;]*m", "");
}
