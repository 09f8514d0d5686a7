namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>One text that may stand at the cursor.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Type">Its kind, in the words that Jupyter's front ends have icons for: function, class, instance, property, module, keyword, path, magic.</param>
/// <param name="Signature">Parameters of a function or type of a variable; empty where there is nothing to say.</param>
internal sealed record CompletionItem(string Text, string Type, string Signature = "");

/// <summary>An item with what decides whether it is shown, and where in the list.</summary>
/// <param name="Item">Makes it, without signature if so asked: that takes time.</param>
/// <param name="Name">What the user is expected to type of it.</param>
/// <param name="Rank">Lower comes first.</param>
internal sealed record Candidate(Func<bool, CompletionItem> Item, string Name, Rank Rank);

/// <summary>The order of what fits equally well.</summary>
internal enum Rank
{
    /// <summary>What the place asks for: parameters by name, members of an expected enum.</summary>
    Expected,

    /// <summary>Variables of a type that the place asks for.</summary>
    OfExpectedType,

    /// <summary>Locals, parameters, and what cells declare.</summary>
    Declared,

    /// <summary>A type's own members; what is imported.</summary>
    Ordinary,

    Extension,

    /// <summary>What every object has.</summary>
    Common,

    Keyword,
}

/// <summary>What may replace the code between two positions (UTF-16 units).</summary>
internal sealed record CompletionList(IReadOnlyList<CompletionItem> Items, int Start, int End);
