using System.Runtime.InteropServices;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Wire;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>`#r "path"`. Assembly names are new in each test: the process loads an assembly once.</summary>
public sealed class ReferenceTests : InterpreterTest
{
    private readonly string name = "Lib" + Guid.NewGuid().ToString("N");

    private string Compile(string assembly, string code, params string[] references)
    {
        Directory.CreateDirectory("bin");
        var path = Path.Combine(Folder, "bin", assembly + ".dll");
        var compilation = CSharpCompilation.Create(assembly, [CSharpSyntaxTree.ParseText(code)],
            [.. CSharpScript.References.Value, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var file = File.Create(path);
        var result = compilation.Emit(file);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }

    [Fact]
    public void APathIsRelativeToTheWorkingDirectory()
    {
        Compile(name, $"namespace {name} {{ public class A {{ public int Value => 5; }} }}");
        Assert.Equal("5", Run($"#r \"bin/{name}.dll\"\nusing {name};\nnew A().Value").Text);
        Assert.Equal("5", Run("new A().Value").Text);
    }

    [Fact]
    public void ACopiedNotebookFindsTheKitsLibraryWhereTheOriginalIs()
    {
        var original = Directory.CreateDirectory(Path.Combine(Folder, "original", ".aigc"));
        File.Move(Compile(name, $"public class {name} {{ public int Value => 6; }}"), Path.Combine(original.FullName, $"{name}.dll"));
        Environment.SetEnvironmentVariable("AIGC_NOTEBOOKS", Path.Combine(Folder, "original"));
        try
        {
            Assert.Equal("6", Run($"#r \".aigc/{name}.dll\"\nnew {name}().Value").Text);
            Assert.Equal("CS0006", Fail($"#r \"elsewhere/{name}.dll\"").Name);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AIGC_NOTEBOOKS", null);
        }
    }

    [Fact]
    public void AMissingFileIsNamedWithTheFolder()
    {
        var error = Fail("#r \"bin/None.dll\"");
        Assert.Equal("CS0006", error.Name);
        Assert.Contains("bin/None.dll", error.Message);
        Assert.Contains(Folder, error.Message);
    }

    [Fact]
    public void AnAssemblyThatChangedIsAClearError()
    {
        var path = Compile(name, $"public class {name} {{ public int Value => 1; }}");
        Assert.Equal("1", Run($"#r \"bin/{name}.dll\"\nnew {name}().Value").Text);
        Assert.Equal("1", Run($"#r \"bin/{name}.dll\"\nnew {name}().Value").Text);
        File.Delete(path);
        Compile(name, $"public class {name} {{ public int Value => 2; }}");
        var error = Fail($"#r \"bin/{name}.dll\"\nnew {name}().Value");
        Assert.Contains("Restart the kernel", error.Message);
        Assert.Equal("1", Run($"new {name}().Value").Text);
    }

    [Theory]
    [InlineData("System.Xml.Linq")]
    [InlineData("System.Xml.Linq.dll")]
    public void AFrameworkAssemblyIsReferencedByName(string name) => Assert.Equal("1", Run($"#r \"{name}\"\nnew System.Xml.Linq.XElement(\"a\", 1).Value").Text);

    [Fact]
    public void WhatAnAssemblyNeedsIsFoundBesideIt()
    {
        var needed = Compile(name + "Dep", $"namespace {name} {{ public class Base {{ public virtual int Value => 1; }} }}");
        Compile(name, $"namespace {name} {{ public class A : Base {{ public override int Value => base.Value + 1; }} }}", needed);
        Assert.Equal("2", Run($"#r \"bin/{name}.dll\"\nnew {name}.A().Value").Text);
        Assert.Equal("1", Run($"new {name}.Base().Value").Text);
        Assert.Equal("1", Run($"#r \"bin/{name}Dep.dll\"\nnew {name}.Base().Value").Text);
    }

    /// <summary>The published library's folder holds a copy of the formatters' assembly; the kernel's own must win, or nothing would show itself.</summary>
    [Fact]
    public void FormattersOfAReferencedAssemblyTakeEffect()
    {
        Compile(name, $$"""
            using System.Collections.Generic;
            using Microsoft.DotNet.Interactive.Formatting;
            namespace {{name}};
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "image/svg+xml" })]
            public class Shown { }
            public class Source : ITypeFormatterSource
            {
                public IEnumerable<ITypeFormatter> CreateTypeFormatters() { yield return new SvgFormatter(); }
            }
            public class SvgFormatter : ITypeFormatter
            {
                public string MimeType => "image/svg+xml";
                public System.Type Type => typeof(Shown);
                public bool Format(object instance, FormatContext context) { context.Writer.Write("<svg id='own'/>"); return true; }
            }
            public static class Registered { public static void Now() => Formatter.Register<Other>(_ => "<p>other</p>", "text/html"); }
            public class Other { }
            """);
        var formatting = typeof(Formatter).Assembly.Location;
        File.Copy(formatting, Path.Combine(Folder, "bin", Path.GetFileName(formatting)));
        Run($"#r \"bin/{Path.GetFileName(formatting)}\"\n#r \"bin/{name}.dll\"");
        var result = Run($"new {name}.Shown()").Result;
        Assert.Equal("<svg id='own'/>", result["image/svg+xml"]);
        Assert.NotNull(result["text/plain"]);
        Assert.Equal("<p>other</p>", Run($"{name}.Registered.Now();\nnew {name}.Other()").Result["text/html"]);
        Assert.Equal("True", Run($"typeof(Microsoft.DotNet.Interactive.Formatting.Formatter).Assembly.Location == @\"{formatting}\"").Text);
    }

    /// <summary>libzmq stands in for a library of the kit's own: it is one that every machine with this kernel has.</summary>
    [Fact]
    public void ANativeLibraryIsFoundBesideItsAssemblyAndBesideAnother()
    {
        ZmqLibrary.Load();
        var own = Process.NativeLibraryPath("libzmq");
        Compile(name, $$"""
            using System.Runtime.InteropServices;
            namespace {{name}};
            public static class Native
            {
                [DllImport("{{name}}native")] static extern void zmq_version(out int major, out int minor, out int patch);
                public static int Major() { zmq_version(out var major, out _, out _); return major; }
            }
            """);
        Directory.CreateDirectory("natives");
        Compile(name + "Other", "public class Nothing { }");
        File.Move($"bin/{name}Other.dll", $"natives/{name}Other.dll");
        File.Copy(own, Path.Combine(Folder, "bin", $"lib{name}native.so"));
        Assert.Equal("4", Run($"#r \"bin/{name}.dll\"\n{name}.Native.Major()").Text);

        var second = name + "B";
        Compile(second, $"public static class B {{ [System.Runtime.InteropServices.DllImport(\"{second}native\")] public static extern int zmq_has(string capability); }}");
        File.Copy(own, Path.Combine(Folder, "natives", $"lib{second}native.so"));
        Assert.Equal("1", Run($"#r \"natives/{name}Other.dll\"\n#r \"bin/{second}.dll\"\nB.zmq_has(\"ipc\")").Text);
    }

    /// <summary>Where the process has a native library mapped from.</summary>
    private static class Process
    {
        internal static string NativeLibraryPath(string part) =>
            File.ReadLines("/proc/self/maps").Select(line => line[(line.IndexOf('/') is var slash and >= 0 ? slash : line.Length)..])
                .First(path => Path.GetFileName(path).StartsWith(part, StringComparison.Ordinal));
    }
}
