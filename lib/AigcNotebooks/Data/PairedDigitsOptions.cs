namespace AigcNotebooks.Data;

/// <summary>The noise of <see cref="PairedDigits"/>: what each modality shows where a digit is meant. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Image and tone are each to be trusted in half of the samples. Whether a caption gives a cue or not, each shows the digit as often as it does without: what one modality says by itself is the same.</remarks>
public sealed record PairedDigitsOptions
{
    /// <summary>How many of the captions say which of the others is to be trusted; those of them that say "look" are as many as those that say "listen". In the rest, image and tone are trustworthy or not by themselves.</summary>
    public double CueShare { get; init; } = 0.75;

    /// <summary>What the image shows when it is to be trusted.</summary>
    public DigitChannel ImageTrusted { get; init; } = DigitChannel.LookAlikes(right: 0.98);

    /// <summary>What the image shows when not: mostly a digit that looks like the one that is meant.</summary>
    public DigitChannel ImageDoubtful { get; init; } = DigitChannel.LookAlikes(right: 0.2, anywhere: 0.3);

    /// <summary>What the tone says when it is to be trusted.</summary>
    public DigitChannel ToneTrusted { get; init; } = DigitChannel.Neighbours(right: 0.98);

    /// <summary>What the tone says when not: mostly a pitch up to three steps away.</summary>
    public DigitChannel ToneDoubtful { get; init; } = DigitChannel.Neighbours(right: 0.2, anywhere: 0.3, reach: 3);

    /// <summary>What the caption says: of <see cref="PairedCaption.Symbols"/> symbols, whatever its cue.</summary>
    public DigitChannel Caption { get; init; } = NamesAndProperties(names: 0.5, nameRight: 0.8, propertyRight: 0.9);

    /// <summary>A channel of captions: some name the digit, the others say whether it is even and whether it is above four.</summary>
    /// <param name="names">How many of them name it.</param>
    /// <param name="nameRight">How many of those name the right one; the wrong ones are any other alike.</param>
    /// <param name="propertyRight">How many of the others say what is right.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not within 0 and 1.</exception>
    public static DigitChannel NamesAndProperties(double names, double nameRight, double propertyRight)
    {
        Share(names, nameof(names));
        Share(nameRight, nameof(nameRight));
        Share(propertyRight, nameof(propertyRight));
        var rows = new double[10, PairedCaption.Symbols];
        for (int digit = 0; digit < 10; digit++)
            for (int symbol = 0; symbol < PairedCaption.Symbols; symbol++)
                rows[digit, symbol] = symbol < 10
                    ? names * (symbol == digit ? nameRight : (1 - nameRight) / 9)
                    : (1 - names) * (symbol == PairedCaption.PropertyOf(digit) ? propertyRight : (1 - propertyRight) / 3);
        return new DigitChannel(rows);
    }

    /// <exception cref="ArgumentException">The share is not within 0 and 1, or a channel has another number of symbols than its modality.</exception>
    internal PairedDigitsOptions Checked()
    {
        Share(CueShare, nameof(CueShare));
        Check(ImageTrusted, 10, nameof(ImageTrusted));
        Check(ImageDoubtful, 10, nameof(ImageDoubtful));
        Check(ToneTrusted, 10, nameof(ToneTrusted));
        Check(ToneDoubtful, 10, nameof(ToneDoubtful));
        Check(Caption, PairedCaption.Symbols, nameof(Caption));
        return this;
    }

    private static void Share(double share, string name)
    {
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, share, "Expected a share, 0 to 1.");
    }

    private static void Check(DigitChannel channel, int symbols, string name)
    {
        if (channel.Symbols != symbols)
            throw new ArgumentException($"Expected a channel of {symbols} symbols for {name}; found one of {channel.Symbols}.", name);
    }
}
