namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>One text that may stand at the cursor.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Type">Its kind, in the words that Jupyter's front ends have icons for: function, class, instance, property, module, keyword, path, magic.</param>
/// <param name="Signature">Parameters of a function or type of a variable; empty where there is nothing to say.</param>
internal sealed record CompletionItem(string Text, string Type, string Signature = "");

/// <summary>What may replace the code between two positions (UTF-16 units).</summary>
internal sealed record CompletionList(IReadOnlyList<CompletionItem> Items, int Start, int End);
