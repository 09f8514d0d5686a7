using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Metrics;

/// <summary>Asks a variational autoencoder's encoder about images, a chunk at a time, in evaluation mode and without gradients.</summary>
internal static class LatentPosterior
{
    /// <summary>Calls <paramref name="look"/> with each chunk of images, flattened to (n, pixels), and with its codes' means and log-variances (n, latent).
    /// What it makes of them is freed after the call.</summary>
    public static void ForEachChunk(Module<Tensor, Tensor> encoder, Module<Tensor, Tensor>? decoder, Tensor images, int chunkSize, Action<Tensor, Tensor, Tensor> look)
    {
        Check(images);
        Module[] parts = decoder is null ? [encoder] : [encoder, decoder];
        bool[] wereTraining = [.. parts.Select(part => part.training)];
        foreach (Module part in parts)
            part.eval();
        try
        {
            using IDisposable inference = no_grad();
            for (long start = 0; start < images.shape[0]; start += chunkSize)
            {
                Stop.ThrowIfRequested();
                using DisposeScope scope = NewDisposeScope();
                Tensor chunk = images.narrow(0, start, Math.Min(chunkSize, images.shape[0] - start));
                Tensor codes = encoder.call(chunk);
                if (codes.ndim != 2 || codes.shape[0] != chunk.shape[0] || codes.shape[1] % 2 != 0)
                    throw new ArgumentException($"Expected an encoder that gives means and log-variances, (N, 2 · latent), for {chunk.shape[0]} images; this one gives ({string.Join(", ", codes.shape)}).", nameof(encoder));
                Tensor[] halves = codes.chunk(2, dim: 1);
                look(chunk.flatten(1), halves[0], halves[1]);
            }
        }
        finally
        {
            for (int i = 0; i < parts.Length; i++)
                parts[i].train(wereTraining[i]);
        }
    }

    /// <summary>The decoder's logits for codes (n, latent), checked to be as many as <paramref name="pixels"/>: (n, pixels).</summary>
    public static Tensor Logits(Module<Tensor, Tensor> decoder, Tensor codes, long pixels)
    {
        Tensor logits = decoder.call(codes).flatten(1);
        return logits.shape[1] == pixels ? logits
            : throw new ArgumentException($"Expected a decoder that gives a logit for each of the images' {pixels} pixels; this one gives {logits.shape[1]}.", nameof(decoder));
    }

    /// <summary>A number an image, of either precision and on either device, as it is reported.</summary>
    public static float[] Floats(Tensor numbers) => numbers.to_type(ScalarType.Float32).cpu().data<float>().ToArray();

    private static void Check(Tensor images)
    {
        if (images.ndim < 2 || images.shape[0] == 0)
            throw new ArgumentException($"Expected at least one image, (N, …); found shape ({string.Join(", ", images.shape)}).", nameof(images));
        if (images.dtype is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"Expected images as floats, zeros and ones; found {images.dtype}. Pixels.Binarize draws them from grey levels.", nameof(images));
        using DisposeScope scope = NewDisposeScope();
        (double low, double high) = (images.amin([.. Enumerable.Range(0, (int)images.ndim)]).ToDouble(), images.amax([.. Enumerable.Range(0, (int)images.ndim)]).ToDouble());
        if (!(low >= 0 && high <= 1))
            throw new ArgumentException($"Expected images in [0, 1]; found values from {low:G4} to {high:G4}. Outside of it there is no such thing as the probability of a pixel.", nameof(images));
    }
}
