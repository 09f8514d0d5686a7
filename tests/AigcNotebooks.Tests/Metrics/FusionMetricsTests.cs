using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class FusionMetricsTests
{
    private const double Tolerance = 1e-9;
    private static readonly DigitChannel Nothing = DigitChannel.LookAlikes(0, anywhere: 1);
    private static readonly DigitChannel Everything = DigitChannel.LookAlikes(1);

    [Fact]
    public void One_modality_is_right_as_often_as_its_channel()
    {
        var optimum = new FusionOptimum(new PairedDigitsOptions());
        Assert.Equal((0.98 + 0.2 + 0.03) / 2, optimum.Bayes(Modalities.Image), Tolerance);
        Assert.Equal((0.98 + 0.2 + 0.03) / 2, optimum.Bayes(Modalities.Tone), Tolerance);
        // Half name it, 80 % rightly; of the others, 90 % say one of four properties, of which ten digits make 4 right guesses.
        Assert.Equal(0.5 * 0.8 + 0.5 * 0.9 * 0.4, optimum.Bayes(Modalities.Caption), Tolerance);
        foreach (Modalities one in new[] { Modalities.Image, Modalities.Tone, Modalities.Caption })
        {
            Assert.Equal(optimum.Bayes(one), optimum.Product(one), Tolerance);
            Assert.Equal(optimum.Bayes(one), optimum.Average(one), Tolerance);
        }
    }

    [Fact]
    public void A_modality_that_knows_all_is_enough_and_one_that_knows_nothing_adds_nothing()
    {
        PairedDigitsOptions options = new() { ImageTrusted = Everything, ImageDoubtful = Everything, ToneTrusted = Nothing, ToneDoubtful = Nothing };
        var optimum = new FusionOptimum(options);
        Assert.Equal(1, optimum.Bayes(Modalities.All), Tolerance);
        Assert.Equal(0.1, optimum.Bayes(Modalities.Tone), Tolerance);
        Assert.Equal(optimum.Bayes(Modalities.Caption), optimum.Bayes(Modalities.Caption | Modalities.Tone), Tolerance);
    }

    [Fact]
    public void The_product_is_Bayes_rule_where_errors_have_nothing_to_do_with_each_other_and_only_there()
    {
        var optimum = new FusionOptimum(new PairedDigitsOptions());
        Assert.Equal(optimum.Bayes(Modalities.All, cued: false), optimum.Product(Modalities.All, cued: false), Tolerance);
        Assert.InRange(optimum.Bayes(Modalities.All, cued: true) - optimum.Product(Modalities.All, cued: true), 0.05, 0.1);
        Assert.InRange(optimum.Product(Modalities.All) - optimum.Average(Modalities.All), 0.01, 0.05);
        Assert.Equal(0.75 * optimum.Bayes(Modalities.All, true) + 0.25 * optimum.Bayes(Modalities.All, false), optimum.Bayes(Modalities.All), Tolerance);
        var independent = new FusionOptimum(new PairedDigitsOptions { CueShare = 0 });
        foreach (Modalities some in new[] { Modalities.Image | Modalities.Tone, Modalities.Tone | Modalities.Caption, Modalities.All })
            Assert.Equal(independent.Bayes(some), independent.Product(some), Tolerance);
    }

    [Fact]
    public void Two_cues_that_point_at_the_one_that_is_always_right_make_every_answer_right()
    {
        PairedDigitsOptions options = new() { CueShare = 1, ImageTrusted = Everything, ImageDoubtful = Nothing, ToneTrusted = Everything, ToneDoubtful = Nothing };
        Assert.Equal(1, new FusionOptimum(options).Bayes(Modalities.All), Tolerance);
        // Without the caption one of both is right and the other says any digit: where they differ, a coin decides.
        Assert.Equal(0.1 + 0.9 / 2, new FusionOptimum(options).Bayes(Modalities.Image | Modalities.Tone), Tolerance);
    }

    [Fact]
    public void No_modality_is_no_question() =>
        Assert.Contains("at least one modality", Assert.Throws<ArgumentException>(() => new FusionOptimum(new PairedDigitsOptions()).Bayes(Modalities.None)).Message);

    [Fact]
    public void Calibration_counts_by_bins_as_worked_out_by_hand()
    {
        using var scope = NewDisposeScope();
        // Two classes. Confidences 0.9 (right), 0.9 (wrong), 0.6 (right), 0.55 (right); bins of a tenth.
        Tensor logits = tensor(new[,] { { 0.9, 0.1 }, { 0.9, 0.1 }, { 0.4, 0.6 }, { 0.55, 0.45 } }).log();
        Calibration of = Calibration.Of(logits + 3, tensor(new[] { 0L, 1, 1, 0 }), bins: 10, temperature: 1);
        Assert.Equal(0.75, of.Accuracy, Tolerance);
        Assert.Equal((0.9 + 0.9 + 0.6 + 0.55) / 4, of.Confidence, 6);
        Assert.Equal((2 * Math.Abs(0.5 - 0.9) + Math.Abs(1 - 0.6) + Math.Abs(1 - 0.55)) / 4, of.ExpectedError, 6);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.1) + Math.Log(0.6) + Math.Log(0.55)) / 4, of.NegativeLogLikelihood, 6);
        Assert.Equal(4, of.Bins.Sum(bin => bin.Count));
        Assert.True(double.IsNaN(of.Bins[0].Accuracy));
        Assert.Equal(10, of.Bins.Count);
    }

    [Fact]
    public void The_temperature_that_was_multiplied_in_is_found_again()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        Tensor honest = randn(20_000, 10) * 2;
        Tensor labels = honest.softmax(1).multinomial(1).squeeze(1);
        Assert.InRange(Calibration.Temperature(honest, labels), 0.96, 1.04);
        Assert.InRange(Calibration.Temperature(honest * 3, labels), 2.9, 3.1);
        Assert.InRange(Calibration.Temperature(honest * 0.25, labels), 0.24, 0.26);
        Calibration before = Calibration.Of(honest * 3, labels), after = Calibration.Of(honest * 3, labels, temperature: 3);
        Assert.Equal(before.Accuracy, after.Accuracy);
        Assert.InRange(after.ExpectedError, 0, 0.015);
        Assert.InRange(before.ExpectedError, 0.1, 0.5);
    }

    [Fact]
    public void Calibration_names_what_is_wrong()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("found (3, 2) and (2)", Assert.Throws<ArgumentException>(() => Calibration.Of(zeros(3, 2), zeros(2).to_type(ScalarType.Int64))).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Calibration.Temperature(full(3, 2, double.NaN), zeros(3).to_type(ScalarType.Int64))).Message);
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Of(zeros(3, 2), zeros(3).to_type(ScalarType.Int64), temperature: 0)).Message);
    }
}
