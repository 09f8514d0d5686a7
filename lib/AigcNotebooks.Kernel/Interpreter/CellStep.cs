using AigcNotebooks.Kernel.Interpreter.Packages;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>A part of a cell: code, or what a `#!` directive asks for.</summary>
internal abstract record CellStep;

/// <param name="Code">C#, with the lines before it emptied, so that line numbers are the cell's.</param>
internal sealed record CodeStep(string Code) : CellStep;

/// <summary>Text to be displayed as it is (`#!markdown`, `#!html`).</summary>
internal sealed record TextStep(string MimeType, string Text) : CellStep;

/// <summary>`#!import PATH`: every cell of a script or notebook is run.</summary>
internal sealed record ImportStep(string Path) : CellStep;

/// <summary>`#!time`: the cell's time is shown at its end.</summary>
internal sealed record TimeStep : CellStep;

/// <summary>`#!reset`: variables and declarations are forgotten.</summary>
internal sealed record ResetStep : CellStep;

/// <summary>`#i "nuget: SOURCE"`: where packages are looked for, too.</summary>
internal sealed record PackageSourceStep(string Source) : CellStep;

/// <summary>`#r "nuget: …"`, all of a cell's at once.</summary>
internal sealed record PackagesStep(IReadOnlyList<PackageReference> Packages) : CellStep;

/// <summary>`#!about`: what runs here.</summary>
internal sealed record AboutStep : CellStep;

/// <summary>`#!who` lists the session's variables; `#!whos` does so with their types and values.</summary>
internal sealed record VariablesStep(bool WithValues) : CellStep;

/// <summary>`#!lsmagic`: the directives there are, in the front end's pager.</summary>
internal sealed record DirectivesStep : CellStep;

/// <summary>A directive that the kernel does not know or cannot obey. Nothing of its cell was run.</summary>
internal sealed class UnsupportedDirectiveException(string message) : Exception(message);
