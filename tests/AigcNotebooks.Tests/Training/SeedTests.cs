using AigcNotebooks.Training;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class SeedTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_gives_others()
    {
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }

    private static float[] Draw(long seed)
    {
        Seed.All(seed);
        using var numbers = randn(8);
        return numbers.data<float>().ToArray();
    }
}
