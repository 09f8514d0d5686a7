using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>How far pictures of digits show what their captions say. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <param name="Digit">The part of the pictures, 0–1, that the judge takes for the caption's digit; chance is 0.1.</param>
/// <param name="Attributes">Thickness, slant and width: the part, 0–1, of the pictures whose caption says something of it that measure so; chance is ⅓. NaN where no caption does.</param>
/// <param name="Said">Thickness, slant and width: how many captions say something of it.</param>
/// <param name="Everything">The part of the pictures, 0–1, that show all that their caption says.</param>
public sealed record CaptionScores(double Digit, IReadOnlyList<double> Attributes, IReadOnlyList<int> Said, double Everything)
{
    /// <summary>Judges the digit, measures the attributes.</summary>
    /// <param name="judge">Of digits.</param>
    /// <param name="attributes">The bounds of the thirds, those of the training pictures.</param>
    /// <param name="images">(N, 1, 28, 28): uint8 in 0–255, or floating point in [0, 1].</param>
    /// <param name="captions">N.</param>
    /// <exception cref="ArgumentException">There are not as many captions as pictures.</exception>
    public static CaptionScores Of(DigitJudge judge, DigitAttributes attributes, Tensor images, IReadOnlyList<DigitCaption> captions)
    {
        if (captions.Count == 0 || captions.Count != images.shape[0])
            throw new ArgumentException($"Expected a caption for each picture, {images.shape[0]}; found {captions.Count}.", nameof(captions));
        using DisposeScope scope = NewDisposeScope();
        using JudgedImages judged = judge.Judge(images);
        long[] classes = judged.Classes.cpu().data<long>().ToArray();
        // The thirds of the digit that was asked for, whatever was drawn.
        Tensor asked = tensor(captions.Select(caption => (long)caption.Digit).ToArray());
        long[] thirds = attributes.Thirds(images, asked).data<long>().ToArray();

        int digits = 0, everything = 0;
        var (said, right) = (new int[StrokeMeasures.Count], new int[StrokeMeasures.Count]);
        for (int i = 0; i < captions.Count; i++)
        {
            bool all = classes[i] == captions[i].Digit;
            digits += all ? 1 : 0;
            for (int attribute = 0; attribute < StrokeMeasures.Count; attribute++)
                if (captions[i][attribute] is { } third)
                {
                    said[attribute]++;
                    bool holds = thirds[i * StrokeMeasures.Count + attribute] == third;
                    right[attribute] += holds ? 1 : 0;
                    all &= holds;
                }
            everything += all ? 1 : 0;
        }
        double[] parts = [.. right.Zip(said, (one, of) => of == 0 ? double.NaN : (double)one / of)];
        return new CaptionScores((double)digits / captions.Count, parts, said, (double)everything / captions.Count);
    }
}
