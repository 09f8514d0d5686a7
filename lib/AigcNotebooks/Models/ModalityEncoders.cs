using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Makes one vector of each modality: images (N, 3, 32, 32), tones (N, 8, 16), captions as word ids (N, L) and which of them there are (N, 3) → (N, 3, width), zeros for what is missing. Every fusion of
/// <c>notebooks/09-multimodal-fusion.ipynb</c>, where it is taught, begins with it.</summary>
public sealed class ModalityEncoders : Module<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> image, tone, caption;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are, padding (0) and unknown words (1) included.</param>
    /// <param name="width">Numbers a modality.</param>
    public ModalityEncoders(long vocabulary, long width = 64) : base(nameof(ModalityEncoders))
    {
        // Colours mean nothing: each picture's are brought to mean 0 and deviation 1 first.
        image = Sequential(
            InstanceNorm2d(3),
            Conv2d(3, 16, 5, stride: 2, padding: 2), ReLU(),
            Conv2d(16, 32, 3, stride: 2, padding: 1), ReLU(),
            Conv2d(32, 64, 3, stride: 2, padding: 1), ReLU(),
            Flatten(), Linear(64 * 4 * 4, width), ReLU());
        tone = Sequential(
            Flatten(), Linear(ToneRecordings.Frames * Tone.Bands, 128), ReLU(), Linear(128, width), ReLU());
        caption = Sequential(new SentenceEncoder(vocabulary, width), ReLU());
        RegisterComponents();
    }

    /// <param name="images">(N, 3, 32, 32) in [0, 1]</param>
    /// <param name="tones">(N, 8, 16), see <see cref="Tone.Features"/>.</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <param name="present">bool (N, 3): whether there is an image, a tone, a caption. Of what is missing any numbers may be given: they are not looked at.</param>
    /// <returns>(N, 3, width), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The tensors have other shapes or do not fit together, or a sample has no modality.</exception>
    public override Tensor forward(Tensor images, Tensor tones, Tensor captions, Tensor present)
    {
        long count = images.shape[0];
        if (images.shape is not [_, 3, 32, 32])
            throw new ArgumentException(
                $"Expected images (N, 3, 32, 32); found ({string.Join(", ", images.shape)}).", nameof(images));
        if (tones.shape is not [_, ToneRecordings.Frames, Tone.Bands] || tones.shape[0] != count)
            throw new ArgumentException($"Expected a tone for each of {count} images, "
                + $"({count}, {ToneRecordings.Frames}, {Tone.Bands}); found ({string.Join(", ", tones.shape)}).", nameof(tones));
        if (captions.ndim != 2 || captions.shape[0] != count)
            throw new ArgumentException($"Expected a caption for each of {count} images, ({count}, L); "
                + $"found ({string.Join(", ", captions.shape)}).", nameof(captions));
        if (present.shape is not [_, 3] || present.shape[0] != count || present.dtype != ScalarType.Bool)
            throw new ArgumentException($"Expected which modalities there are as bool ({count}, 3); "
                + $"found {present.dtype} ({string.Join(", ", present.shape)}).", nameof(present));
        if (!present.any(1).all().ToBoolean())
            throw new ArgumentException(
                "Expected at least one modality a sample; found a sample without any.", nameof(present));
        Tensor missing = present.logical_not();
        // What is missing may hold anything, even NaN, which no zero behind an encoder keeps out of its gradients.
        Tensor seen = images.masked_fill(missing[.., 0].view(-1, 1, 1, 1), 0);
        Tensor heard = tones.masked_fill(missing[.., 1].view(-1, 1, 1), 0);
        // A caption that is not there may be padding alone, which the encoder refuses: id 1 is "unknown".
        Tensor said = captions.masked_fill(missing[.., 2..], 1);
        Tensor encoded = stack([image.call(seen), tone.call(heard), caption.call(said)], 1);
        return encoded.masked_fill(missing.unsqueeze(2), 0);
    }
}
