using System.Globalization;
using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Data;

/// <summary>A text to learn to write from, in two parts. Taught in notebook 06.</summary>
/// <param name="Train">What is learned from: the first nine tenths.</param>
/// <param name="Validation">What is measured on: the rest.</param>
/// <param name="Source">Where it came from, in a few words.</param>
/// <param name="Notice">What the user should know about that; null: nothing.</param>
/// <param name="IsReal">Whether it is the text that was asked for, and no stand-in.</param>
[TypeFormatterSource(typeof(TextDataFormatters), PreferredMimeTypes = [Mime.Plain])]
public sealed record TextData(string Train, string Validation, string Source, string? Notice, bool IsReal)
{
    /// <summary>One or two lines: how much it is, where it came from, and the notice.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Train.Length:N0} characters to learn from, {Validation.Length:N0} to measure on: {Source}{(Notice is null ? "" : "\n" + Notice)}");

    internal static TextData Split(string text, string source, string? notice, bool isReal) =>
        new(text[..(text.Length * 9 / 10)], text[(text.Length * 9 / 10)..], source, notice, isReal);
}

internal sealed class TextDataFormatters() : FormatterSource<TextData>((Mime.Plain, data => data.ToString()));
