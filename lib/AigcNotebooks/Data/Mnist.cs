using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>MNIST as whole tensors in memory (notebook 01).</summary>
/// <remarks>
/// Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document recognition", 1998.
/// <c>data/README.md</c> has licence, addresses and SHA-256 sums.
/// </remarks>
public static class Mnist
{
    // Part of what a stand-in run's figures depend on: fixed, so that two runs see the same pictures.
    private const ulong StandInSeed = 1;

    /// <summary>
    /// Loads MNIST from the folder in <c>AIGC_DATA</c>, else from the cache, else from a mirror, and checks the SHA-256 of every file each
    /// time. Where it cannot be had, <see cref="StrokeDigits"/> stand in and <see cref="DigitData.Notice"/> says so: show the result in the notebook.
    /// </summary>
    /// <param name="options">Where to look; null for the defaults.</param>
    /// <param name="cancel">Stops a download; what has come is kept for the next one.</param>
    /// <returns>Training and test set; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">A file in the given folder is damaged or another one; the message says what was expected and found.</exception>
    /// <exception cref="IOException">MNIST cannot be had and <see cref="MnistOptions.AllowStandIn"/> is off, or a file in the given folder cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was set.</exception>
    public static DigitData Load(MnistOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new MnistOptions();
        try
        {
            var (values, places, notices) = MnistFiles.Load(options, cancel);
            var notice = notices.Count > 0 ? string.Join(" ", notices) : null;
            return Create(values, $"MNIST from {string.Join(" and ", places)}, SHA-256 checked", notice, isReal: true);
        }
        catch (DataUnavailableException e) when (options.AllowStandIn)
        {
            var (train, test) = (options.Files[1].Shape[0], options.Files[3].Shape[0]);
            var (trainImages, trainLabels) = StrokeDigits.GenerateBytes(train, StandInSeed);
            var (testImages, testLabels) = StrokeDigits.GenerateBytes(test, StandInSeed + 1);
            return Create(
                [trainImages, trainLabels, testImages, testLabels],
                "StrokeDigits, drawn by the kit: a stand-in for MNIST",
                $"This is not MNIST: figures do not compare with MNIST's. To use MNIST, put its four files into a folder mnist and name the folder above it in AIGC_DATA. Why it was not to be had: {e.Message}",
                isReal: false);
        }
    }

    private static DigitData Create(byte[][] values, string source, string? notice, bool isReal) =>
        new(Images(values[0]), Labels(values[1]), Images(values[2]), Labels(values[3]), source, notice, isReal);

    /// <summary>Pictures of 28 × 28 bytes as a uint8 tensor (N, 1, 28, 28) that no dispose scope owns.</summary>
    internal static Tensor Images(byte[] pixels) =>
        tensor(pixels, [pixels.Length / (28 * 28), 1, 28, 28], dtype: ScalarType.Byte).DetachFromDisposeScope();

    /// <summary>Labels as an int64 tensor (N) that no dispose scope owns.</summary>
    internal static Tensor Labels(byte[] labels) =>
        tensor(Array.ConvertAll(labels, label => (long)label), [labels.Length], dtype: ScalarType.Int64).DetachFromDisposeScope();
}
