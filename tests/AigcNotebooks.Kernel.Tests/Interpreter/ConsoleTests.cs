using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>What a program does with its console, in a notebook that is none.</summary>
public sealed class ConsoleTests : InterpreterTest
{
    [Fact]
    public void EveryWayToWriteIsShown()
    {
        var output = Run("""
            Console.Write("{0} {1}", 1, 'x'); Console.WriteLine(new[] { 'a', 'b' }); Console.WriteLine((object)null); Console.WriteLine(1.5m);
            Console.Out.Write("part"); Console.Out.Flush(); await Console.Out.WriteLineAsync(" line"); Console.Error.WriteLine("error");
            """);
        Assert.Equal("1 xab\n\n1.5\npart line\n", output.StandardOutput);
        Assert.Equal("error\n", output.StandardError);
    }

    [Fact]
    public void TextIsPassedOnAsItIs() =>
        Assert.Equal("\u001b[31mred\u001b[0m 50 %\r100 %\r\n\t\0\uFEFF\ud83d", Run("""Console.Write("\u001b[31mred\u001b[0m 50 %\r100 %\r\n\t\0\uFEFF\ud83d");""").StandardOutput);

    [Fact]
    public void ColorsAreShown()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a redirected console on Windows does not say which colours were set");
        var output = Run("Console.ForegroundColor = ConsoleColor.Red; Console.Write(\"r\"); Console.BackgroundColor = ConsoleColor.DarkBlue; Console.Write('b'); Console.ResetColor(); Console.Write(0);");
        Assert.Equal("\u001b[91mr\u001b[0m\u001b[91m\u001b[44mb\u001b[0m\u001b[0m0", output.StandardOutput);
    }

    [Fact]
    public void EachCellBeginsWithAConsoleOfItsOwn()
    {
        Run("Console.ForegroundColor = ConsoleColor.Red; var mine = new System.IO.StringWriter(); Console.SetOut(mine); Console.SetIn(new System.IO.StringReader(\"x\")); Console.Write(\"kept\");");
        var output = new RecordingOutput();
        output.Answers.Enqueue("asked");
        Assert.Null(Interpreter.Execute("Console.Write(mine); Console.Write(Console.ReadLine());", 2, output));
        Assert.Equal("keptasked", output.StandardOutput);
    }

    [Fact]
    public void AWriterMayBeReplacedAndPutBack() =>
        Assert.Equal("seen hidden", Run("""
            var real = Console.Out;
            var text = new System.IO.StringWriter();
            Console.SetOut(text);
            Console.Write("hidden");
            Console.SetOut(real);
            Console.Write("seen " + text);
            """).StandardOutput);

    [Theory]
    [InlineData("Console.ReadLine()", "one|two", "one")]
    [InlineData("Console.ReadLine() + Console.In.ReadLine()", "one|two", "onetwo")]
    [InlineData("Console.ReadLine().Length", "", "0")]
    [InlineData("Console.ReadLine() is null", "\u0004", "True")]
    [InlineData("$\"{Console.Read()} {Console.Read()} {Console.Read()}\"", "ab", "97 98 10")]
    [InlineData("(char)Console.Read() + Console.ReadLine() + Console.ReadLine()", "abc|d", "abcd")]
    [InlineData("Console.In.ReadToEnd()", "one|two|\u0004", "one\ntwo\n")]
    [InlineData("await Console.In.ReadLineAsync()", "one", "one")]
    public void InputIsAskedFor(string code, string answers, string result)
    {
        var output = new RecordingOutput();
        foreach (var answer in answers.Split('|'))
            output.Answers.Enqueue(answer);
        Assert.Null(Interpreter.Execute(code, 1, output));
        Assert.Equal(result, output.Text);
    }

    [Theory]
    [InlineData("Console.Clear();")]
    [InlineData("Console.Beep();")]
    [InlineData("Console.SetCursorPosition(0, 0); Console.CursorVisible = false;")]
    [InlineData("Console.WriteLine(Console.CursorLeft + Console.CursorTop + Console.WindowWidth + Console.WindowHeight + Console.BufferWidth);")]
    [InlineData("Console.Title = \"title\"; Console.CancelKeyPress += (sender, arguments) => { };")]
    [InlineData("Console.OutputEncoding = Encoding.UTF8; Console.InputEncoding = Encoding.UTF8;")]
    public void WhatNeedsATerminalDoesNoHarm(string code)
    {
        Run(code);
        Assert.Equal("on", Run("Console.Write(\"on\");").StandardOutput);
    }

    [Theory]
    [InlineData("Console.ReadKey()")]
    [InlineData("Console.KeyAvailable")]
    public void KeysAreAClearError(string code)
    {
        Assert.SkipUnless(Console.IsInputRedirected, "the tests run on a terminal, whose keys these would wait for");
        var error = Fail(code);
        Assert.Equal("InvalidOperationException", error.Name);
        Assert.Contains("console", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DebugAndTraceAreShown() =>
        Assert.Equal("debug\ntrace\n    inner\n", Run("""
            using System.Diagnostics;
            Debug.WriteLine("debug"); Trace.WriteLine("trace"); Debug.Indent(); Debug.WriteLine("inner"); Debug.Unindent(); Debug.Assert(1 < 2);
            """).StandardOutput);

    [Theory]
    [InlineData("System.Diagnostics.Debug.Assert(1 > 2);", "1 > 2")]
    [InlineData("System.Diagnostics.Trace.Assert(1 > 2, \"one is less\");", "one is less")]
    [InlineData("System.Diagnostics.Debug.Fail(\"never\");", "never")]
    public void AFailedAssertionIsAnError(string code, string message)
    {
        var error = Fail("\n" + code);
        Assert.Equal(("AssertionFailedException", "assertion failed: " + message), (error.Name, error.Message));
        Assert.Contains("Cell [1], line 2", Plain(error), StringComparison.Ordinal);
    }

    [Fact]
    public void FilesAreLookedForWhereTheProgramIs()
    {
        Directory.CreateDirectory("inner");
        File.WriteAllText("inner/part.csx", "var loaded = 7;");
        Run("System.IO.Directory.SetCurrentDirectory(\"inner\");");
        Assert.Equal("7", Run("#load \"part.csx\"\nloaded").Text);
    }
}
