using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>A batch of clips from <see cref="RoutedDigits"/>, with what is known about them. As other tensors its own belong to the dispose scope around, if there is one;
/// <see cref="Dispose"/> frees them sooner. Used in notebook 09.</summary>
/// <param name="Frames">uint8 (N, 1, T, H, W): 0 is background, 255 is ink.</param>
/// <param name="Digits">int64 (N): which digit, 0 to 9.</param>
/// <param name="Routes">Where each goes, N of them.</param>
public sealed record RoutedClips(Tensor Frames, Tensor Digits, IReadOnlyList<Route> Routes) : IDisposable
{
    /// <summary>The number of the first clip among all that its seed gives: <see cref="RoutedDigits.Drawn"/> before it.</summary>
    public long First { get; init; }

    /// <summary>How many clips.</summary>
    public long Count => Frames.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Frames.Dispose();
        Digits.Dispose();
    }
}
