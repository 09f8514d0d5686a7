using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>The directions in which data vary most: a map of features on a sheet, and the oldest way to learn features without labels. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>K. Pearson, "On lines and planes of closest fit", 1901; by the eigenvectors of the covariance, which is summed in the data's own type and taken apart in double precision.</remarks>
public sealed class PrincipalComponents : IDisposable
{
    private readonly Tensor _mean, _directions;

    private PrincipalComponents(Tensor mean, Tensor directions, double explained) => (_mean, _directions, Explained) = (mean, directions, explained);

    /// <summary>The part, 0–1, of the data's variance that the components have.</summary>
    public double Explained { get; }

    /// <param name="data">(N, D), at least two rows.</param>
    /// <param name="count">How many components, at most D.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">There are fewer than two rows, or fewer columns than components.</exception>
    public static PrincipalComponents Fit(Tensor data, int count)
    {
        if (data.shape is not [>= 2, _] || count < 1 || count > data.shape[1])
            throw new ArgumentException($"Expected data (N, D), at least two rows and {count} columns; found ({string.Join(", ", data.shape)}).", nameof(data));
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor mean = data.mean([0L]);
        Tensor centred = data - mean;
        Tensor covariance = (centred.t().matmul(centred) / (data.shape[0] - 1)).to_type(ScalarType.Float64);
        (Tensor variances, Tensor vectors) = linalg.eigh(covariance);   // ascending
        Tensor largest = vectors.narrow(1, data.shape[1] - count, count).flip(1);
        // An eigenvector's sign means nothing: its largest entry is made positive, so that maps do not turn over from machine to machine.
        Tensor leading = largest.gather(0, largest.abs().argmax(0, keepdim: true));
        double explained = variances.narrow(0, data.shape[1] - count, count).sum().ToDouble() / variances.sum().ToDouble();
        return new PrincipalComponents(mean.DetachFromDisposeScope(), (largest * leading.sign()).to_type(data.dtype).DetachFromDisposeScope(), explained);
    }

    /// <param name="data">(N, D)</param>
    /// <returns>(N, components), centred, the most varying first; the caller's to dispose.</returns>
    public Tensor Project(Tensor data)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return (data - _mean).matmul(_directions).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the directions.</summary>
    public void Dispose()
    {
        _mean.Dispose();
        _directions.Dispose();
    }
}
