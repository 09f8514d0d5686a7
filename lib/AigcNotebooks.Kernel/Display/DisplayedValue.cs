using AigcNotebooks.Kernel.Display;

namespace Microsoft.DotNet.Interactive;

/// <summary>Something that was shown and can be replaced in place, also from a later cell and from other threads.</summary>
public sealed class DisplayedValue
{
    internal DisplayedValue(string displayId, IReadOnlyCollection<string> mimeTypes)
    {
        DisplayId = displayId;
        MimeTypes = mimeTypes;
    }

    /// <summary>Jupyter's `display_id`.</summary>
    public string DisplayId { get; }

    /// <summary>The MIME types asked for when it was shown; empty for those preferred for the value's type.</summary>
    public IReadOnlyCollection<string> MimeTypes { get; }

    /// <summary>Shows another value in its place.</summary>
    public void Update(object? updatedValue) => CurrentCell.Output.UpdateDisplay(ValueFormatter.Format(updatedValue, MimeTypes), DisplayId);
}
