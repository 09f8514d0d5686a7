using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter.Inspection;
using AigcNotebooks.Kernel.Interpreter.Packages;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Runs the steps of cells in one session; used on the cell thread.</summary>
internal sealed class CellRunner
{
    private readonly Interruption interruption;
    private readonly UserCode userCode;
    private readonly SubmissionChain chain = new();
    private readonly SourceTexts sources = new();
    private readonly Stack<string> imports = new();
    private readonly SessionPackages packages = new();

    internal CellRunner(Interruption interruption)
    {
        this.interruption = interruption;
        userCode = new UserCode(interruption, sources);
    }

    /// <param name="step">What to do.</param>
    /// <param name="label">What diagnostics and stack traces call the cell.</param>
    /// <param name="source">The whole cell's text, to quote from.</param>
    /// <param name="output">Where output goes.</param>
    internal async Task<CellError?> RunAsync(CellStep step, string label, string source, ICellOutput output)
    {
        switch (step)
        {
            case CodeStep(var code):
                sources.Add(label, source);
                foreach (var needed in LoadedFiles.PackageSteps(code))
                    if (await RunAsync(needed, label, source, output) is { } failure)
                        return failure;
                return await SubmitAsync(code, label, output);
            case TextStep(var mimeType, var text):
                return Show(ValueFormatter.Text(text, mimeType), output);
            case ImportStep(var path):
                return await ImportAsync(path, label, output);
            case PackageSourceStep(var packageSource):
                packages.AddSource(packageSource);
                return null;
            case PackagesStep(var added):
                return await PackagesAsync(added, output);
            case AboutStep:
                return Show(SessionReports.About(), output);
            case VariablesStep(var withValues):
                return await VariablesAsync(withValues, output);
            case DirectivesStep:
                output.Page(SessionReports.Directives());
                return null;
            default:
                return null;
        }
    }

    /// <summary>Exactly one of the two is not null.</summary>
    internal async Task<(MimeBundle? Value, CellError? Error)> EvaluateAsync(string expression)
    {
        NestingLimit.Check(expression);
        var submission = Compile(expression, "expression");
        if (submission.Failed)
            return (null, DiagnosticFormatter.Error(submission.Diagnostics));
        MimeBundle? value = null;
        var error = await userCode.RunAsync(async () => value = ValueFormatter.Format(await chain.EvaluateAsync(submission)));
        return (value, error);
    }

    private Submission Compile(string code, string label)
    {
        var cancellation = interruption.Token;
        return CompilerThread.Run(() => chain.Compile(code, label, cancellation), cancellation);
    }

    /// <summary>A cell's code against the session, for completion and inspection.</summary>
    internal CodeView Look(string code) => chain.Look(code);

    internal MimeBundle? Inspect(string code, int cursor, int detailLevel) => Inspector.Of(Look(code), cursor, detailLevel, sources, chain.Variables);

    private async Task<CellError?> SubmitAsync(string code, string label, ICellOutput output)
    {
        var submission = Compile(code, label);
        if (submission.Failed)
            return DiagnosticFormatter.Error(submission.Diagnostics);
        foreach (var tree in submission.Compilation.SyntaxTrees.Where(tree => !sources.Contains(tree.FilePath)))
            sources.Add(tree.FilePath, tree.GetText().ToString());
        sources.AddAssembly(submission.Compilation.AssemblyName!, label);
        if (DiagnosticFormatter.Warnings(submission.Diagnostics) is { } warnings)
            output.Display(warnings, Guid.NewGuid().ToString("N"));
        return await userCode.RunAsync(async () =>
        {
            var value = await chain.RunAsync(submission);
            if (!submission.HasValue || value is Microsoft.DotNet.Interactive.DisplayedValue)
                return;
            var shown = ValueFormatter.Format(value);
            // Formatters show what a property threw in place of its value, Stop as well.
            interruption.Token.ThrowIfCancellationRequested();
            output.Result(shown);
        });
    }

    private async Task<CellError?> PackagesAsync(IReadOnlyList<PackageReference> added, ICellOutput output)
    {
        var restored = await packages.RestoreAsync(added, interruption.Token);
        foreach (var folder in restored.NativeFolders)
            LoadedAssemblies.AddNativeFolder(folder);
        string[] assemblies = [.. restored.Assemblies.Except(packages.Present.Assemblies)];
        var submission = chain.Compile(string.Join('\n', assemblies.Select(path => $"#r \"{path}\"")), "packages", interruption.Token);
        if (submission.Failed)
            return DiagnosticFormatter.Error(submission.Diagnostics);
        await chain.RunAsync(submission);
        packages.Keep(added, restored);
        var names = restored.Packages.Where(package => added.Any(reference => reference.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase)));
        return restored == RestoredPackages.None ? null : Show(SessionReports.Packages(names, assemblies), output);
    }

    private static CellError? Show(MimeBundle data, ICellOutput output)
    {
        output.Display(data, Guid.NewGuid().ToString("N"));
        return null;
    }

    /// <summary>The values' formatting is the user's code.</summary>
    private Task<CellError?> VariablesAsync(bool withValues, ICellOutput output) => userCode.RunAsync(() =>
    {
        var variables = chain.Variables();
        Show(withValues ? SessionReports.Values(variables) : SessionReports.Names(variables), output);
        return Task.CompletedTask;
    });

    private async Task<CellError?> ImportAsync(string reference, string importedFrom, ICellOutput output)
    {
        var cells = ImportedFile.Read(reference, importedFrom);
        if (cells.Count == 0)
            return null;
        var file = cells[0].Label;
        if (imports.Contains(file))
            throw new UnsupportedDirectiveException($"#!import: '{reference}' imports itself ({string.Join(" -> ", imports.Reverse().Append(file).Select(SourceTexts.Shown))}).");
        imports.Push(file);
        try
        {
            foreach (var cell in cells)
                foreach (var step in CellParser.Parse(cell.Code))
                    if (await RunAsync(step, cell.Label, cell.Code, output) is { } error)
                        return error;
            return null;
        }
        finally
        {
            imports.Pop();
        }
    }

    /// <summary>An exception as the user sees it.</summary>
    internal CellError Describe(Exception exception) => userCode.Describe(exception);
}
