namespace AigcNotebooks.Data;

/// <summary>What a caption of <see cref="PairedDigits"/> says of the other modalities. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
public enum CaptionCue
{
    /// <summary>Nothing: each of the others is to be trusted in half of the cases, whatever the other one is.</summary>
    None,

    /// <summary>"look": the image is to be trusted, the tone is not.</summary>
    Look,

    /// <summary>"listen": the tone is to be trusted, the image is not.</summary>
    Listen,
}
