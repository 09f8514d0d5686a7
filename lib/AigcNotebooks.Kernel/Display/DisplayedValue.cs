using AigcNotebooks.Kernel.Display;

namespace Microsoft.DotNet.Interactive;

/// <summary>Something that was shown and can be replaced in place, also from a later cell and from other threads.</summary>
public sealed class DisplayedValue
{
    private readonly bool isText;

    /// <param name="mimeTypes">Those asked for.</param>
    /// <param name="isText">Whether it was text in a MIME type already, so that text which replaces it is, too.</param>
    internal DisplayedValue(IReadOnlyCollection<string> mimeTypes, bool isText = false)
    {
        MimeTypes = mimeTypes;
        this.isText = isText;
    }

    /// <summary>Jupyter's `display_id`.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The MIME types asked for when it was shown; empty for those preferred for the value's type.</summary>
    public IReadOnlyCollection<string> MimeTypes { get; }

    /// <summary>Shows another value in its place.</summary>
    public void Update(object? updatedValue) => CurrentCell.Output.UpdateDisplay(
        !isText ? ValueFormatter.Format(updatedValue, MimeTypes)
            : updatedValue is string text ? ValueFormatter.Text(text, MimeTypes.First())
            : ValueFormatter.Format(updatedValue), DisplayId);
}
