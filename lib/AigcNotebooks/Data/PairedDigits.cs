using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Samples of three modalities, made on the fly from a seed: a digit is meant, and a coloured picture, a tone and a caption each say something of it, with a noise that is known exactly. So the best accuracy that any
/// model can reach is known, too: <see cref="Metrics.FusionOptimum"/>. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>
/// Each modality first draws a symbol from its <see cref="DigitChannel"/>, and then shows it as it is: a picture of that digit, a tone of its pitch, a sentence that says it. Some captions say "look" or "listen": which of
/// the other two is to be trusted this time. Neither picture nor tone shows that by itself.
/// Sample number i of a seed is the same whatever the sizes of the batches, so <see cref="Drawn"/> is the whole state: added to a <see cref="Checkpoint"/> it is saved and set with it.
/// <code>
/// using var tones = new ToneRecordings(10_000, seed: 1);
/// var pairs = new PairedDigits(data.TrainImages, data.TrainLabels, tones, seed: 1);
/// using PairedBatch batch = pairs.Next(128);
/// </code>
/// </remarks>
public sealed partial class PairedDigits
{
    private readonly Tensor _images;
    private readonly ToneRecordings _tones;
    private readonly int[][] _byDigit;
    private readonly ulong _seed;
    private long _drawn;

    /// <param name="images">uint8 (N, 1, 28, 28); stays the caller's and must live as long.</param>
    /// <param name="labels">int64 (N), 0 to 9; each digit at least once.</param>
    /// <param name="tones">The recordings; they stay the caller's and must live as long.</param>
    /// <param name="options">The noise; null for the default.</param>
    /// <param name="seed">Which samples.</param>
    /// <exception cref="ArgumentException">The tensors have other shapes, a digit has no picture, or the options are out of their ranges.</exception>
    public PairedDigits(Tensor images, Tensor labels, ToneRecordings tones, PairedDigitsOptions? options = null, long seed = 0)
    {
        if (images.shape is not [_, 1, 28, 28] || images.dtype != ScalarType.Byte)
            throw new ArgumentException($"Expected pictures (N, 1, 28, 28) as uint8 (Byte); found {images.dtype} ({string.Join(", ", images.shape)}).", nameof(images));
        if (labels.shape is not [_] || labels.shape[0] != images.shape[0])
            throw new ArgumentException($"Expected a label for each of {images.shape[0]} pictures; found shape ({string.Join(", ", labels.shape)}).", nameof(labels));
        long[] digits;
        using (Tensor own = labels.cpu().to_type(ScalarType.Int64))
            digits = own.data<long>().ToArray();
        _byDigit = [.. Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, digits.Length).Where(i => digits[i] == digit).ToArray())];
        if (Array.FindIndex(_byDigit, rows => rows.Length == 0) is >= 0 and var missing)
            throw new ArgumentException($"Expected pictures of all ten digits; there is none of {missing}.", nameof(labels));
        (_images, _tones, Options, _seed) = (images, tones, (options ?? new PairedDigitsOptions()).Checked(), (ulong)seed);
    }

    /// <summary>The noise.</summary>
    public PairedDigitsOptions Options { get; }

    /// <summary>How many samples were drawn; set it to go on from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long Drawn
    {
        get => _drawn;
        set => _drawn = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number of samples, 0 or more.");
    }

    /// <summary>The next samples; each digit is meant with the same probability.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public PairedBatch Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Stop.ThrowIfRequested();
        long[] labels = new long[count], cues = new long[count], shown = new long[3 * count], rows = new long[count], recordings = new long[count];
        long[] inks = new long[count], papers = new long[count];
        var captions = new string[count];
        for (int i = 0; i < count; i++)
        {
            SplitMix64 random = SplitMix64.ForItem(_seed, (ulong)_drawn++);
            int digit = random.Next(10);
            (CaptionCue cue, bool trustImage, bool trustTone) = Trust(ref random);
            int image = (trustImage ? Options.ImageTrusted : Options.ImageDoubtful).Draw(digit, ref random);
            int tone = (trustTone ? Options.ToneTrusted : Options.ToneDoubtful).Draw(digit, ref random);
            int said = Options.Caption.Draw(digit, ref random);
            rows[i] = _byDigit[image][random.Next(_byDigit[image].Length)];
            // Recording number r says digit r mod 10.
            recordings[i] = tone + 10 * random.Next((_tones.Count - tone + 9) / 10);
            IReadOnlyList<string> wordings = PairedCaption.Variants(said, cue);
            captions[i] = wordings[random.Next(wordings.Count)];
            (labels[i], cues[i]) = (digit, (long)cue);
            (shown[3 * i], shown[3 * i + 1], shown[3 * i + 2]) = (image, tone, said);
            (inks[i], papers[i]) = (random.Next(ColouredDigits.Inks.Count), random.Next(ColouredDigits.Papers.Count));
        }
        using DisposeScope scope = NewDisposeScope();
        const int margin = (ColouredDigits.Size - 28) / 2;
        Tensor padded = nn.functional.pad(_images.index_select(0, tensor(rows)), [margin, margin, margin, margin]);
        Tensor[] made =
        [
            Pixels.ToFloat(ColouredDigits.Paint(padded, tensor(inks), tensor(papers))), _tones.Features.index_select(0, tensor(recordings)),
            PairedCaption.Tokenizer.Encode(captions, PairedCaption.MaxLength), tensor(labels), tensor(cues), tensor(shown, [count, 3], dtype: ScalarType.Int64),
        ];
        foreach (Tensor tensor in made)
            tensor.MoveToOuterDisposeScope();
        return new PairedBatch(made[0], made[1], made[2], made[3], captions, made[4], made[5], Array.ConvertAll(recordings, recording => (int)recording));
    }

    private (CaptionCue Cue, bool TrustImage, bool TrustTone) Trust(ref SplitMix64 random)
    {
        bool says = random.Uniform(0, 1) < Options.CueShare, trustImage = random.Next(2) == 0, trustTone = random.Next(2) == 0;
        return says ? (trustImage ? CaptionCue.Look : CaptionCue.Listen, trustImage, !trustImage) : (CaptionCue.None, trustImage, trustTone);
    }
}
