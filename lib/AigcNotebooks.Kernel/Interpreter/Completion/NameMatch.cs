namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>How well a name fits what was typed of it; lower is better.</summary>
internal enum NameMatch
{
    Prefix,
    PrefixInOtherCase,
    Humps,
    None,
}

internal static class NameMatching
{
    private const int FewestHumps = 2;

    /// <summary>`Wri` and `wri` begin `WriteLine`; `WL` and `wl` are its humps, as `bce` are those of `binary_cross_entropy`.</summary>
    internal static NameMatch Match(string name, string typed)
    {
        if (name.StartsWith(typed, StringComparison.Ordinal))
            return NameMatch.Prefix;
        if (name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            return NameMatch.PrefixInOtherCase;
        if (typed.Length < FewestHumps || char.ToUpperInvariant(name[0]) != char.ToUpperInvariant(typed[0]))
            return NameMatch.None;
        var humps = string.Concat(name.Where((character, i) => i == 0 || name[i - 1] == '_' || char.IsUpper(character) || char.IsDigit(character)));
        return humps.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? NameMatch.Humps : NameMatch.None;
    }
}
