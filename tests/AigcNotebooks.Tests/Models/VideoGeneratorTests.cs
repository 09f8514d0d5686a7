using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class VideoGeneratorTests
{
    [Fact]
    public void It_has_the_published_number_of_parameters_and_keeps_the_shape_of_clips_of_any_size()
    {
        using var scope = NewDisposeScope();
        using var model = new VideoGenerator();
        Assert.Equal(71_393, model.parameters().Sum(p => p.numel()));
        Assert.Equal([2L, 1L, 5L, 12L, 9L], model.call(randn([2, 1, 5, 12, 9])).shape);
        Assert.Equal([1L, 1L, 1L, 8L, 8L], model.call(randn([1, 1, 1, 8, 8])).shape);
    }

    [Fact]
    public void Its_output_and_its_first_losses_as_a_denoiser_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        using var expected = new PyTorchLosses("video.json");
        manual_seed(0);
        using var model = new VideoGenerator();
        var output = model.call(randn([1, 1, 4, 8, 8])).detach();
        var some = output.flatten().data<float>().Where((_, i) => i % 16 == 0);
        foreach (var (theirs, ours) in expected.Get<double[]>("generator", "output").Zip(some))
            PyTorchLosses.AssertClose(theirs, ours, "output");
        PyTorchLosses.AssertClose(expected.Get<double>("generator", "least"), output.min().ToDouble(), "least");
        PyTorchLosses.AssertClose(expected.Get<double>("generator", "most"), output.max().ToDouble(), "most");

        var adam = optim.Adam(model.parameters(), lr: 0.001);
        foreach (var (step, theirs) in expected.Get<double[]>("generator", "denoising").Index())
        {
            var clean = rand([2, 1, 4, 8, 8]);
            var noisy = clean + 0.5 * randn_like(clean);
            adam.zero_grad();
            var loss = nn.functional.mse_loss(model.call(noisy), clean);
            loss.backward();
            adam.step();
            PyTorchLosses.AssertClose(theirs, loss.ToDouble(), $"loss {step}");
        }
    }

    [Fact]
    public void A_voxel_sees_9_by_9_by_9_voxels_and_no_more()
    {
        using var scope = NewDisposeScope();
        using var model = new VideoGenerator();
        var clip = randn([1, 1, 13, 13, 13]).requires_grad_();
        model.call(clip)[0, 0, 6, 6, 6].backward();
        var seen = clip.grad!.squeeze().ne(0);
        Assert.Equal(9 * 9 * 9, seen[2..11, 2..11, 2..11].sum().ToInt64());
        Assert.Equal(9 * 9 * 9, seen.sum().ToInt64());
    }
}
