using AigcNotebooks.Data;

namespace AigcNotebooks.Metrics;

/// <summary>How often the digit of <see cref="PairedDigits"/> can be told at best, by any model and by the two rules of decision-level fusion: exact sums over all that can be shown, since the noise is known. What is shown
/// is taken to be read without error. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>The accuracy of Bayes' rule: Duda, Hart and Stork, "Pattern classification", 2001, §2.3 and, for what is counted, §2.9; product and mean of posteriors: Kittler and others, "On combining classifiers", IEEE PAMI 20, 1998. Where digits are equally
/// good by a rule, it takes one of them at random.
/// <code>
/// var optimum = new FusionOptimum(pairs.Options);
/// double best = optimum.Bayes(Modalities.All), withoutTone = optimum.Bayes(Modalities.Image | Modalities.Caption);
/// </code></remarks>
public sealed class FusionOptimum
{
    private const int Digits = 10, Cues = 3, Said = PairedCaption.Symbols;

    private readonly PairedDigitsOptions _options;
    private readonly double[][][] _posteriors;

    /// <param name="options">The noise.</param>
    /// <exception cref="ArgumentException">The options are out of their ranges.</exception>
    public FusionOptimum(PairedDigitsOptions options)
    {
        _options = options.Checked();
        _posteriors = [
            Posterior(DigitChannel.Mixed(options.ImageTrusted, options.ImageDoubtful, 0.5)),
            Posterior(DigitChannel.Mixed(options.ToneTrusted, options.ToneDoubtful, 0.5)),
            Posterior(options.Caption)];
    }

    /// <summary>The best that any model can do with some modalities: it takes the digit that is most probable given all that they show.</summary>
    /// <param name="present">At least one.</param>
    /// <param name="cued">Among which samples: true, those whose captions give a cue; false, the others; null, all. A model that has no caption does not know which they are.</param>
    /// <returns>0–1</returns>
    /// <exception cref="ArgumentException">No modality is present.</exception>
    public double Bayes(Modalities present, bool? cued = null) => Accuracy(present, cued, (joint, _) => joint);

    /// <summary>The best that the product of one model a modality can do: each says how probable the digits are given what it alone sees. It is <see cref="Bayes"/> where the modalities' errors have nothing to do with each other.</summary>
    /// <inheritdoc cref="Bayes" path="/param"/>
    /// <inheritdoc cref="Bayes" path="/returns"/>
    /// <inheritdoc cref="Bayes" path="/exception"/>
    public double Product(Modalities present, bool? cued = null) =>
        Accuracy(present, cued, (_, experts) => [.. Enumerable.Range(0, Digits).Select(digit => experts.Aggregate(1.0, (product, expert) => product * expert[digit]))]);

    /// <summary>The best that the mean of one model a modality can do: each says how probable the digits are given what it alone sees.</summary>
    /// <inheritdoc cref="Bayes" path="/param"/>
    /// <inheritdoc cref="Bayes" path="/returns"/>
    /// <inheritdoc cref="Bayes" path="/exception"/>
    public double Average(Modalities present, bool? cued = null) =>
        Accuracy(present, cued, (_, experts) => [.. Enumerable.Range(0, Digits).Select(digit => experts.Sum(expert => expert[digit]))]);

    private double Accuracy(Modalities present, bool? cued, Func<double[], double[][], double[]> score)
    {
        if ((present & Modalities.All) == 0)
            throw new ArgumentException("Expected at least one modality; found none.", nameof(present));
        (bool sees, bool hears, bool reads) = (present.HasFlag(Modalities.Image), present.HasFlag(Modalities.Tone), present.HasFlag(Modalities.Caption));
        double correct = 0, all = 0;
        for (int image = 0; image < (sees ? Digits : 1); image++)
            for (int tone = 0; tone < (hears ? Digits : 1); tone++)
                for (int cue = 0; cue < (reads ? Cues : 1); cue++)
                    for (int said = 0; said < (reads ? Said : 1); said++)
                    {
                        double[] joint = Joint(null), counted = cued is null ? joint : Joint(cued);
                        double[][] experts = [.. new[] { sees ? _posteriors[0][image] : null, hears ? _posteriors[1][tone] : null, reads ? _posteriors[2][said] : null }.OfType<double[]>()];
                        double[] scores = score(joint, experts);
                        double best = scores.Max() * (1 - 1e-9);
                        correct += Enumerable.Range(0, Digits).Where(digit => scores[digit] >= best).Average(digit => counted[digit]);
                        all += counted.Sum();

                        double[] Joint(bool? among) => this.Joint(sees ? image : null, hears ? tone : null, reads ? ((CaptionCue)cue, said) : null, among);
                    }
        return all > 0 ? correct / all : double.NaN;
    }

    /// <summary>How probable it is that each digit is meant and this is shown.</summary>
    private double[] Joint(int? image, int? tone, (CaptionCue Cue, int Said)? caption, bool? cued)
    {
        var joint = new double[Digits];
        foreach ((double share, CaptionCue cue, bool trustImage, bool trustTone) in States())
            if ((caption is null || caption.Value.Cue == cue) && (cued is null || cued == (cue != CaptionCue.None)))
                for (int digit = 0; digit < Digits; digit++)
                    joint[digit] += share / Digits
                        * (image is { } i ? (trustImage ? _options.ImageTrusted : _options.ImageDoubtful)[digit, i] : 1)
                        * (tone is { } t ? (trustTone ? _options.ToneTrusted : _options.ToneDoubtful)[digit, t] : 1)
                        * (caption is { } c ? _options.Caption[digit, c.Said] : 1);
        return joint;
    }

    private IEnumerable<(double Share, CaptionCue Cue, bool TrustImage, bool TrustTone)> States()
    {
        yield return (_options.CueShare / 2, CaptionCue.Look, true, false);
        yield return (_options.CueShare / 2, CaptionCue.Listen, false, true);
        foreach (bool trustImage in new[] { false, true })
            foreach (bool trustTone in new[] { false, true })
                yield return ((1 - _options.CueShare) / 4, CaptionCue.None, trustImage, trustTone);
    }

    /// <summary>By symbol, how probable each digit is.</summary>
    private static double[][] Posterior(DigitChannel channel) =>
        [.. Enumerable.Range(0, channel.Symbols).Select(symbol =>
        {
            double[] column = [.. Enumerable.Range(0, Digits).Select(digit => channel[digit, symbol])];
            double sum = column.Sum();
            return Array.ConvertAll(column, p => sum > 0 ? p / sum : 1.0 / Digits);
        })];
}
