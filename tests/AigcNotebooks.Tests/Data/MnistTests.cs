using AigcNotebooks.Data;
using Microsoft.DotNet.Interactive.Formatting;
using TorchSharp;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private readonly SmallDigits _digits = new();

    public void Dispose() => _digits.Dispose();

    [Fact]
    public void Files_become_tensors_with_the_same_values()
    {
        _digits.WriteTo(_digits.Cache);
        using var data = Mnist.Load(_digits.Options(), TestContext.Current.CancellationToken);
        Assert.Equal([SmallDigits.Train, 1, 28, 28], data.TrainImages.shape);
        Assert.Equal([SmallDigits.Test, 1, 28, 28], data.TestImages.shape);
        Assert.Equal((torch.ScalarType.Byte, torch.ScalarType.Int64), (data.TrainImages.dtype, data.TrainLabels.dtype));
        Assert.Equal(_digits.Values[0], data.TrainImages.data<byte>().ToArray());
        Assert.Equal(_digits.Values[1].Select(label => (long)label), data.TrainLabels.data<long>().ToArray());
        Assert.Equal(_digits.Values[2], data.TestImages.data<byte>().ToArray());
        Assert.Equal(_digits.Values[3].Select(label => (long)label), data.TestLabels.data<long>().ToArray());
        Assert.True(data.IsReal);
        Assert.Null(data.Notice);
        Assert.Equal("40 training and 10 test images of 28×28: MNIST from the cache, SHA-256 checked.", data.ToString());
    }

    [Fact]
    public void The_tensors_outlive_the_scope_they_were_made_in()
    {
        _digits.WriteTo(_digits.Cache);
        DigitData data;
        using (torch.NewDisposeScope())
            data = Mnist.Load(_digits.Options(), TestContext.Current.CancellationToken);
        Assert.Equal(_digits.Values[2], data.TestImages.data<byte>().ToArray());
        data.Dispose();
        Assert.True(data.TestImages.IsInvalid);
    }

    [Fact]
    public void A_stand_in_says_what_it_is_and_why()
    {
        using var missing = new MirrorServer((_, _) => new("404 Not Found", ["Content-Length: 0"], []));
        using var data = Mnist.Load(_digits.Options(missing) with { AllowStandIn = true }, TestContext.Current.CancellationToken);
        Assert.False(data.IsReal);
        Assert.Equal([SmallDigits.Train, 1, 28, 28], data.TrainImages.shape);
        Assert.Equal([SmallDigits.Test], data.TestLabels.shape);
        Assert.Contains("StrokeDigits", data.Source);
        Assert.Contains("This is not MNIST", data.Notice);
        Assert.Contains("answered 404 Not Found (127.0.0.1)", data.Notice);
        var (images, labels) = StrokeDigits.GenerateBytes(SmallDigits.Train, 1);
        Assert.Equal(images, data.TrainImages.data<byte>().ToArray());
        Assert.Equal(labels.Select(label => (long)label), data.TrainLabels.data<long>().ToArray());
        Assert.NotEqual(images[..(28 * 28 * SmallDigits.Test)], data.TestImages.data<byte>().ToArray());
    }

    [Fact]
    public void Without_a_stand_in_the_error_says_what_is_missing() =>
        Assert.Contains("could not be downloaded", Assert.ThrowsAny<IOException>(() => Mnist.Load(_digits.Options(), TestContext.Current.CancellationToken)).Message);

    [Fact]
    public void In_a_notebook_the_notice_is_in_plain_sight()
    {
        using var data = Mnist.Load(_digits.Options() with { AllowStandIn = true, Download = false }, TestContext.Current.CancellationToken);
        var html = data.ToDisplayString("text/html");
        Assert.Contains("role=\"note\"", html);
        Assert.Contains("This is not MNIST", html);
        Assert.Equal(data.ToString(), data.ToDisplayString("text/plain"));
        Assert.Equal("text/html", Formatter.GetPreferredMimeTypesFor(typeof(DigitData)).First());
    }

    [Fact]
    public void MNIST_itself_loads_from_the_folder_that_AIGC_DATA_names()
    {
        var options = new MnistOptions() with { Download = false, AllowStandIn = false };
        Assert.SkipUnless(options.DataFolder is { } folder && Directory.Exists(folder), "AIGC_DATA names no folder with mnist in it.");
        using var data = Mnist.Load(options, TestContext.Current.CancellationToken);
        Assert.Equal([60_000, 1, 28, 28], data.TrainImages.shape);
        Assert.Equal([10_000], data.TestLabels.shape);
        Assert.Equal([5L, 0, 4, 1, 9, 2, 1, 3, 1, 4], data.TrainLabels.data<long>().Take(10));
        Assert.Equal([7L, 2, 1, 0, 4, 1, 4, 9, 5, 9], data.TestLabels.data<long>().Take(10));
        // The mean grey level that the literature gives for MNIST's training set, 0.1307.
        Assert.Equal(0.1307, data.TrainImages.data<byte>().Average(value => value) / 255, 4);
    }
}
