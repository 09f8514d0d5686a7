using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>
/// A data set of digits, whole in memory. It owns its tensors, whatever dispose scope it was made in: disposing it frees them. In a notebook
/// it shows itself as its sizes, its source and, in plain sight, its notice.
/// </summary>
[TypeFormatterSource(typeof(DigitDataFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed class DigitData : IDisposable
{
    private readonly (long Train, long Test) _count;

    internal DigitData(Tensor trainImages, Tensor trainLabels, Tensor testImages, Tensor testLabels, string source, string? notice, bool isReal)
    {
        (TrainImages, TrainLabels, TestImages, TestLabels) = (trainImages, trainLabels, testImages, testLabels);
        (Source, Notice, IsReal) = (source, notice, isReal);
        _count = (trainImages.shape[0], testImages.shape[0]);
    }

    /// <summary>Training pictures: uint8 (60000, 1, 28, 28), 0 is paper and 255 ink. <see cref="Pixels.Normalize"/> makes floats of them.</summary>
    public Tensor TrainImages { get; }

    /// <summary>The digits on the training pictures: int64 (60000), 0 to 9.</summary>
    public Tensor TrainLabels { get; }

    /// <summary>Test pictures: uint8 (10000, 1, 28, 28).</summary>
    public Tensor TestImages { get; }

    /// <summary>The digits on the test pictures: int64 (10000).</summary>
    public Tensor TestLabels { get; }

    /// <summary>What the pictures are and where they came from.</summary>
    public string Source { get; }

    /// <summary>What the user must know about them, such as that they are not MNIST; null when there is nothing.</summary>
    public string? Notice { get; }

    /// <summary>Whether this is MNIST itself and not a stand-in.</summary>
    public bool IsReal { get; }

    /// <summary>Frees the four tensors.</summary>
    public void Dispose()
    {
        TrainImages.Dispose();
        TrainLabels.Dispose();
        TestImages.Dispose();
        TestLabels.Dispose();
    }

    /// <summary>Sizes and source, and the notice on a second line.</summary>
    public override string ToString()
    {
        var text = $"{_count.Train:N0} training and {_count.Test:N0} test images of 28×28: {Source}.";
        return Notice is null ? text : $"{text}\n{Notice}";
    }
}
