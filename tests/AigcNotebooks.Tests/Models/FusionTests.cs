using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Tests.Training;
using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static AigcNotebooks.Tests.Models.FusionSamples;
using static TorchSharp.torch;
using Fusion = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace AigcNotebooks.Tests.Models;

public sealed class FusionTests
{
    [Fact]
    public void The_published_net_raises_as_printed_and_has_685_796_parameters_and_its_shapes_once_repaired()
    {
        using var scope = NewDisposeScope();
        using var printed = new MultimodalFusion(pools: false);
        Assert.Equal(685_796, printed.parameters().Sum(p => p.numel()));
        Assert.ThrowsAny<Exception>(() => printed.call(randn(64, 100), randn(64, 3, 32, 32)));
        using var repaired = new MultimodalFusion();
        Assert.Equal(685_796, repaired.parameters().Sum(p => p.numel()));
        Assert.Equal([64L, 100L], repaired.call(randn(64, 100), randn(64, 3, 32, 32)).shape);
        Assert.Equal(printed.state_dict().Keys, repaired.state_dict().Keys);
    }

    [Fact]
    public void The_published_nets_first_20_losses_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        using var json = new PyTorchLosses("fusion.json");
        double[] expected = json.Get<double[]>("published");
        manual_seed(0);
        using var model = new MultimodalFusion();
        (Tensor Text, Tensor Images, Tensor Labels)[] batches =
            [.. expected.Select(_ => (rand(BatchSize, 100), rand(BatchSize, 3, 32, 32), randint(0, 100, [BatchSize], ScalarType.Int64)))];
        using var adam = optim.Adam(model.parameters(), 0.001);
        for (int step = 0; step < expected.Length; step++)
        {
            adam.zero_grad();
            Tensor loss = nn.functional.cross_entropy(model.call(batches[step].Text, batches[step].Images), batches[step].Labels);
            loss.backward();
            adam.step();
            PyTorchLosses.AssertClose(expected[step], loss.ToDouble(), $"loss, step {step}");
        }
    }

    [Theory]
    [InlineData("experts")]
    [InlineData("feature")]
    [InlineData("attention")]
    public void The_first_8_losses_of_a_fusion_are_PyTorchs(string kind)
    {
        using var scope = NewDisposeScope();
        using var json = new PyTorchLosses("fusion.json");
        double[] expected = json.Get<double[]>(kind);
        manual_seed(0);
        using Fusion model = Make(kind);
        (Tensor[] Inputs, Tensor Labels)[] batches = [.. expected.Select(_ => RandomBatch())];
        using var adam = optim.Adam(model.parameters(), 0.003);
        for (int step = 0; step < expected.Length; step++)
        {
            (Tensor[] x, Tensor labels) = batches[step];
            adam.zero_grad();
            Tensor loss = FusionTrainer.Loss(model.call(x[0], x[1], x[2], x[3]), labels, x[3]);
            loss.backward();
            adam.step();
            PyTorchLosses.AssertClose(expected[step], loss.ToDouble(), $"{kind}, step {step}", 1e-4);
        }
    }

    [Theory]
    [InlineData("experts")]
    [InlineData("feature")]
    [InlineData("attention")]
    public void What_is_missing_is_not_looked_at(string kind)
    {
        using var scope = NewDisposeScope();
        using Fusion model = Make(kind);
        (Tensor[] x, _) = RandomBatch();
        foreach (Modalities kept in new[] { Modalities.Image | Modalities.Tone, Modalities.Image | Modalities.Caption, Modalities.Tone | Modalities.Caption })
        {
            Tensor present = Present(kept);
            Tensor image = kept.HasFlag(Modalities.Image) ? x[0] : full_like(x[0], double.NaN), tone = kept.HasFlag(Modalities.Tone) ? x[1] : rand_like(x[1]);
            Tensor caption = kept.HasFlag(Modalities.Caption) ? x[2] : zeros_like(x[2]);
            Tensor one = model.call(x[0], x[1], x[2], present), other = model.call(image, tone, caption, present);
            if (kind == "experts")
                (one, other) = (DecisionFusion.Product(one, present), DecisionFusion.Product(other, present));
            Assert.True(one.allclose(other, atol: 1e-5), $"{kept}");
            Tensor all = model.call(x[0], x[1], x[2], Present(Modalities.All));
            if (kind == "experts")
                all = DecisionFusion.Product(all, Present(Modalities.All));
            Assert.False(one.allclose(all, atol: 1e-5), $"{kept}: all three should say something else");
        }
    }

    [Theory]
    [InlineData("experts")]
    [InlineData("feature")]
    [InlineData("attention")]
    public void What_is_missing_may_be_NaN_in_training_too(string kind)
    {
        using var scope = NewDisposeScope();
        using Fusion model = Make(kind);
        (Tensor[] x, Tensor labels) = RandomBatch();
        foreach (Modalities kept in new[] { Modalities.Image, Modalities.Tone, Modalities.Caption })
        {
            Tensor present = Present(kept);
            Tensor image = kept == Modalities.Image ? x[0] : full_like(x[0], double.NaN), tone = kept == Modalities.Tone ? x[1] : full_like(x[1], double.NaN);
            Tensor loss = FusionTrainer.Loss(model.call(image, tone, x[2], present), labels, present);
            model.zero_grad();
            loss.backward();
            Assert.All(model.named_parameters(), p => Assert.True(p.parameter.grad is not { } grad || grad.isfinite().all().ToBoolean(), $"{kept}: the gradient of {p.name} is not finite"));
        }
    }

    [Fact]
    public void What_does_not_fit_together_is_said()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionFusion(Vocabulary);
        (Tensor[] x, _) = RandomBatch();
        string Message(Tensor image, Tensor tone, Tensor caption, Tensor present) => Assert.Throws<ArgumentException>(() => model.call(image, tone, caption, present)).Message;
        Assert.Contains("Expected images (N, 3, 32, 32); found (16, 1, 28, 28)", Message(rand(BatchSize, 1, 28, 28), x[1], x[2], x[3]));
        Assert.Contains("a tone for each of 16 images, (16, 8, 16); found (15, 8, 16)", Message(x[0], x[1][1..], x[2], x[3]));
        Assert.Contains("a caption for each of 16 images", Message(x[0], x[1], x[2][1..], x[3]));
        Assert.Contains("bool (16, 3); found Float32", Message(x[0], x[1], x[2], ones(BatchSize, 3)));
        Assert.Contains("a sample without any", Message(x[0], x[1], x[2], zeros(BatchSize, 3).to_type(ScalarType.Bool)));
        Assert.Contains("Expected word ids from 0 to 49; found 0 to 50", Message(x[0], x[1], x[2].index_fill(1, tensor(new[] { 0L }), 50), Present(Modalities.All)));
    }

    [Fact]
    public void Attention_takes_nothing_from_what_is_missing()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionFusion(Vocabulary);
        (Tensor[] x, _) = RandomBatch();
        Tensor weights = model.Weights(x[0], x[1], x[2], x[3]);
        Assert.Equal([BatchSize, 3L], weights.shape);
        Assert.True(weights.sum(1L).allclose(ones(BatchSize)));
        Assert.True(weights.masked_select(x[3].logical_not()).eq(0).all().ToBoolean());
    }

    [Fact]
    public void The_rules_of_decision_level_fusion_are_mean_and_product()
    {
        using var scope = NewDisposeScope();
        Tensor p = tensor(new[,,] { { { 0.7, 0.2, 0.1 }, { 0.1, 0.6, 0.3 }, { 0.5, 0.25, 0.25 } } });
        Tensor all = ones(1, 3).to_type(ScalarType.Bool), two = tensor(new[,] { { true, false, true } });
        // Logits are probabilities' logarithms, up to any number an expert.
        Tensor experts = p.log() + tensor(new[,,] { { { 3.0 }, { -2 }, { 0.5 } } });
        Assert.True(DecisionFusion.Average(experts, all).exp().allclose(p.mean([1L])));
        Assert.True(DecisionFusion.Average(experts, two).exp().allclose(tensor(new[,] { { 0.6, 0.225, 0.175 } })));
        Assert.True(DecisionFusion.Product(experts, all).exp().allclose(tensor(new[,] { { 0.035, 0.03, 0.0075 } }) / 0.0725));
        Assert.True(DecisionFusion.Product(experts, two).exp().allclose(tensor(new[,] { { 0.35, 0.05, 0.025 } }) / 0.425));
        Assert.Contains("found (1, 3, 3) and Bool (1, 2)", Assert.Throws<ArgumentException>(() => DecisionFusion.Product(experts, all[.., ..2])).Message);
        Assert.Contains("without any", Assert.Throws<ArgumentException>(() => DecisionFusion.Average(experts, all.logical_not())).Message);
    }
}
