using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>Is it memorised? Finds, for each sample, the training image nearest to it.</summary>
public static class NearestImages
{
    /// <param name="samples">(N, 1, H, W), in any range, the same as <paramref name="training"/>'s.</param>
    /// <param name="training">(M, 1, H, W)</param>
    /// <returns>The nearest training images (N, 1, H, W), the caller's to dispose, and their Euclidean distances in pixels' units, N numbers.</returns>
    public static (Tensor Images, float[] Distances) Find(Tensor samples, Tensor training)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor distances, Tensor indices) = cdist(samples.flatten(1), training.flatten(1)).min(1);
        return (training.index_select(0, indices).MoveToOuterDisposeScope(), distances.data<float>().ToArray());
    }
}
