using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>SimCLR's loss, the normalised temperature-scaled cross-entropy: among all other pictures of the batch, which one is my twin? Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Chen and others, arXiv 2002.05709, equation 1 and algorithm 1.</remarks>
public static class NtXentLoss
{
    /// <param name="first">(N, D): one look at each of N pictures, projected.</param>
    /// <param name="second">(N, D): another look at each, in the same order.</param>
    /// <param name="temperature">Divides the cosines: the lower, the more the nearest of the others count.</param>
    /// <returns>One number in nats, the mean over all 2N looks; the caller's to dispose. Guessing costs log(2N − 1).</returns>
    /// <exception cref="ArgumentException">There are not as many second looks as first, or fewer than two, or the temperature is not above 0.</exception>
    public static Tensor Of(Tensor first, Tensor second, double temperature = 0.3)
    {
        if (first.shape is not [>= 2, _] || !first.shape.SequenceEqual(second.shape))
            throw new ArgumentException("Expected two looks at each of at least two pictures, (N, D) and (N, D); "
                + $"found ({string.Join(", ", first.shape)}) and ({string.Join(", ", second.shape)}).", nameof(second));
        if (!(temperature > 0))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a temperature above 0.");
        using var scope = NewDisposeScope();
        long count = first.shape[0];
        Tensor all = normalize(cat([first, second]), dim: 1);
        Tensor cosines = all.matmul(all.t());
        Tensor self = eye(2 * count, dtype: ScalarType.Bool, device: first.device);
        Tensor twin = cat([arange(count, 2 * count, device: first.device), arange(count, device: first.device)]);
        return cross_entropy((cosines / temperature).masked_fill(self, double.NegativeInfinity), twin)
            .MoveToOuterDisposeScope();
    }
}
