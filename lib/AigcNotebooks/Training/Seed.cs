using TorchSharp;

namespace AigcNotebooks.Training;

/// <summary>Seeds random numbers, so that a run can be repeated.</summary>
public static class Seed
{
    /// <summary>Seeds all that is random in the kit without being given a seed of its own: libtorch's generators, on the CPU and on every GPU. Everything else that draws
    /// (such as <c>StrokeDigits</c>) takes a seed as an argument, and nothing in the kit uses <see cref="Random.Shared"/>.</summary>
    /// <param name="seed">Any number. On one machine, with one number of threads, the same seed gives the same run.</param>
    public static void All(long seed) => torch.manual_seed(seed);
}
