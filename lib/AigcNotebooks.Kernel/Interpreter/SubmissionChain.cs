using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>The submissions of a session: each is compiled against the one before and sees its variables, types and usings.</summary>
internal sealed class SubmissionChain
{
    private static readonly EmitOptions EmitAs = new(debugInformationFormat: DebugInformationFormat.PortablePdb);
    private static int count;

    private CSharpCompilation previous = CSharpCompilation.CreateScriptCompilation("base", CSharpScript.Parse(""), CSharpScript.References.Value, CSharpScript.Options, returnType: typeof(object));

    /// <summary>The objects that hold the submissions' variables; Roslyn's generated code fills and reads it. Slot 0 is for globals, of which there are none.</summary>
    private object?[] slots = new object?[16];
    private int used = 1;

    /// <summary>Compiles code as the next submission, without running it.</summary>
    /// <param name="code">A cell's text.</param>
    /// <param name="path">What diagnostics and stack traces call it.</param>
    /// <param name="cancellation">Ends the compilation.</param>
    internal Submission Compile(string code, string path, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref count);
        var written = Create(number, CSharpScript.Parse(code, path), new CellSourceResolver());
        if (written.SyntaxTrees.Any(tree => tree.GetDiagnostics(cancellation).Any(DiagnosticFormatter.IsError)))
            return new Submission(written, written.GetDiagnostics(cancellation), null, false);
        if (WithStopChecks(written, number, path, cancellation) is not { } stoppable)
            return Emit(written, cancellation);

        var submission = Emit(stoppable, cancellation);
        if (!submission.Diagnostics.Any(DiagnosticFormatter.IsShown))
            return submission;
        // What is shown to the user is about the code as it was written. Where only the checks are wrong, it runs without them.
        var diagnostics = written.GetDiagnostics(cancellation);
        return diagnostics.Any(DiagnosticFormatter.IsError) ? new Submission(written, diagnostics, null, false)
            : submission.Failed ? Emit(written, cancellation)
            : submission with { Diagnostics = diagnostics };
    }

    /// <summary>Code as the next submission, not compiled: to ask what is in it.</summary>
    internal CodeView Look(string code) => new(code, Create(0, CSharpScript.Parse(CodeView.WithoutDirectives(code)), new CellSourceResolver(), ReferenceResolver.Looking));

    /// <summary>The session's variables by name, as they are now; of several with one name the newest.</summary>
    internal IReadOnlyList<Variable> Variables() =>
        [.. slots.Take(used).Reverse().OfType<object>()
            .SelectMany(slot => slot.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(field => !field.Name.StartsWith('<'))
                .Select(field => new Variable(field.Name, field.FieldType, field.GetValue(slot))))
            .DistinctBy(variable => variable.Name)
            .OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Makes a compiled submission part of the session and runs it. When it throws, what it declared and assigned until then stays.</summary>
    internal async Task<object?> RunAsync(Submission submission)
    {
        previous = submission.Compilation;
        if (submission.Factory is not { } factory)
            return null;
        Grow();
        used++;
        return await factory(slots);
    }

    /// <summary>Runs a compiled submission beside the session, which does not see what it declares.</summary>
    internal async Task<object?> EvaluateAsync(Submission submission)
    {
        Grow();
        return submission.Factory is { } factory ? await factory([.. slots]) : null;
    }

    private CSharpCompilation Create(int number, SyntaxTree tree, CellSourceResolver sources, ReferenceResolver? references = null) => CSharpCompilation.CreateScriptCompilation(
        $"submission-{number}", tree, [],
        CSharpScript.Options.WithUsings().WithScriptClassName($"Submission#{number}").WithSourceReferenceResolver(sources).WithMetadataReferenceResolver(references ?? ReferenceResolver.Instance),
        previous, typeof(object));

    /// <returns>null where there is nothing to check.</returns>
    private CSharpCompilation? WithStopChecks(CSharpCompilation written, int number, string path, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, string>();
        foreach (var tree in written.SyntaxTrees)
            texts[tree.FilePath] = StopChecks.AddTo(tree, written, cancellation);
        return written.SyntaxTrees.All(tree => tree.Length == texts[tree.FilePath].Length) ? null
            : Create(number, CSharpScript.Parse(texts[path], path), new CellSourceResolver(texts));
    }

    private static Submission Emit(CSharpCompilation compilation, CancellationToken cancellation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: EmitAs, cancellationToken: cancellation);
        // Cancelled while it writes the documentation, the compiler takes that for an error of the disk's (CS1569).
        cancellation.ThrowIfCancellationRequested();
        if (!result.Success)
            return new Submission(compilation, result.Diagnostics, null, false);
        assembly.Position = symbols.Position = 0;
        return new Submission(compilation, result.Diagnostics, Load(compilation, assembly, symbols, cancellation), HasValue(compilation));
    }

    private void Grow()
    {
        if (used == slots.Length)
            Array.Resize(ref slots, slots.Length * 2);
    }

    /// <returns>null for a submission of usings and directives alone, which has nothing to run and takes no slot.</returns>
    private static Func<object?[], Task<object?>>? Load(CSharpCompilation compilation, MemoryStream assembly, MemoryStream symbols, CancellationToken cancellation)
    {
        if (compilation.SyntaxTrees.All(tree => tree.GetCompilationUnitRoot(cancellation).Members.Count == 0))
            return null;
        var entry = compilation.GetEntryPoint(cancellation)!;
        var loaded = AssemblyLoadContext.Default.LoadFromStream(assembly, symbols);
        SubmissionLines.Remember(loaded, symbols);
        return loaded
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    /// <summary>Whether the code ends in an expression without semicolon that has a value, or returns one.</summary>
    private static bool HasValue(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees[^1];
        var root = tree.GetCompilationUnitRoot();
        if (root.DescendantNodes(node => node is CompilationUnitSyntax or GlobalStatementSyntax or StatementSyntax and not LocalFunctionStatementSyntax)
            .OfType<ReturnStatementSyntax>().Any(statement => statement.Expression is not null))
            return true;
        return root.Members.LastOrDefault(member => member is GlobalStatementSyntax) is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).ConvertedType is not { SpecialType: SpecialType.System_Void };
    }
}

/// <summary>A compiled cell, or part of one.</summary>
/// <param name="Compilation">To compile the next one against.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
/// <param name="Factory">Runs it; null when there is nothing to run, or when it did not compile.</param>
/// <param name="HasValue">Whether its result is to be shown.</param>
internal sealed record Submission(
    CSharpCompilation Compilation, ImmutableArray<Diagnostic> Diagnostics, Func<object?[], Task<object?>>? Factory, bool HasValue)
{
    internal bool Failed => Diagnostics.Any(DiagnosticFormatter.IsError);
}
