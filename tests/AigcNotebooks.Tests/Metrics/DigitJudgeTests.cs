using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class DigitJudgeTests
{
    [Fact]
    public void The_committed_judge_is_right_about_MNISTs_test_set_and_sees_the_floor()
    {
        if (Environment.GetEnvironmentVariable("AIGC_DATA") is not { Length: > 0 })
            Assert.Skip("needs real MNIST: set AIGC_DATA");
        using DigitData data = Mnist.Load(cancel: TestContext.Current.CancellationToken);
        using DigitJudge judge = DigitJudge.Load();
        Assert.Matches("^[0-9a-f]{12}$", judge.Id);
        using JudgedImages test = judge.Judge(data.TestImages);
        Assert.InRange(test.Accuracy(data.TestLabels), 0.992, 1);
        Assert.Equal([980L, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], test.ClassHistogram(), (a, b) => Math.Abs(a - b) < 15);

        using Tensor some = data.TrainImages.narrow(0, 0, 2000), noise = rand(2000, 1, 28, 28), few = data.TestImages.narrow(0, 0, 2000);
        using JudgedImages reference = judge.Judge(few), train = judge.Judge(some), random = judge.Judge(noise);
        GenerativeScores floor = GenerativeScores.Compare(reference, train), worst = GenerativeScores.Compare(reference, random);
        Assert.True(worst.Frechet > 20 * floor.Frechet, $"noise {worst.Frechet:F1}, floor {floor.Frechet:F1}");
        Assert.InRange(floor.Coverage, 0.85, 1);
        Assert.InRange(worst.Coverage, 0, 0.1);
    }

    [Fact]
    public void Bytes_and_floats_are_judged_alike_and_training_mode_is_put_back()
    {
        using var scope = NewDisposeScope();
        using var judge = new DigitJudge();
        var bytes = randint(256, [70, 1, 28, 28], ScalarType.Byte);
        using JudgedImages one = judge.Judge(bytes), other = judge.Judge(bytes.to_type(ScalarType.Float32) / 255);
        Assert.True(one.Features.allclose(other.Features));
        Assert.Equal([70L, DigitJudge.FeatureCount], one.Features.shape);
        Assert.True(judge.training);
    }

    [Fact]
    public void Images_of_another_shape_are_refused()
    {
        using var judge = new DigitJudge();
        using var images = rand(2, 3, 28, 28);
        var e = Assert.Throws<ArgumentException>(() => judge.Judge(images));
        Assert.Contains("(2, 3, 28, 28)", e.Message);
    }
}
