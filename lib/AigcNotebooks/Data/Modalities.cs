namespace AigcNotebooks.Data;

/// <summary>Which modalities of a <see cref="PairedBatch"/> there are. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
[Flags]
public enum Modalities
{
    /// <summary>None of them: nothing can be said of such a sample.</summary>
    None = 0,

    /// <summary>The picture.</summary>
    Image = 1,

    /// <summary>The sound.</summary>
    Tone = 2,

    /// <summary>The words.</summary>
    Caption = 4,

    /// <summary>All three.</summary>
    All = Image | Tone | Caption,
}
