using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Samples of <see cref="PairedDigits"/>: one digit is meant, and three modalities say something of it. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <param name="Images">float32 (N, 3, 32, 32) in [0, 1]</param>
/// <param name="Tones">float32 (N, 8, 16): what a model hears, <see cref="Tone.Features"/>.</param>
/// <param name="Words">int64 (N, 13): the captions' words, read by <see cref="PairedCaption.Tokenizer"/>, 0 behind the last.</param>
/// <param name="Labels">int64 (N): the digits that are meant.</param>
/// <param name="Captions">The captions as text.</param>
/// <param name="Cues">int64 (N): the captions' <see cref="CaptionCue"/>.</param>
/// <param name="Shown">int64 (N, 3): the symbols that image, tone and caption show: a digit, a digit, and one of <see cref="PairedCaption.Symbols"/>.</param>
/// <param name="Recordings">Which of the recordings each tone is.</param>
public sealed record PairedBatch(Tensor Images, Tensor Tones, Tensor Words, Tensor Labels, IReadOnlyList<string> Captions, Tensor Cues, Tensor Shown, IReadOnlyList<int> Recordings) : IDisposable
{
    /// <summary>How many samples there are.</summary>
    public int Count => Captions.Count;

    /// <summary>Says of all samples which modalities there are: bool (N, 3), the caller's to dispose.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Tensor Present(Modalities modalities)
    {
        if ((modalities & Modalities.All) == 0)
            throw new ArgumentException("Expected at least one modality; found none. Without any, nothing can be said of a sample.", nameof(modalities));
        bool[] present = [modalities.HasFlag(Modalities.Image), modalities.HasFlag(Modalities.Tone), modalities.HasFlag(Modalities.Caption)];
        return tensor(present).repeat(Count, 1);
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in new[] { Images, Tones, Words, Labels, Cues, Shown })
            tensor.Dispose();
    }
}
