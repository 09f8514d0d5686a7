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

/// <summary>A directive that the kernel does not know or cannot obey. Nothing of its cell was run.</summary>
internal sealed class UnsupportedDirectiveException(string message) : Exception(message);
