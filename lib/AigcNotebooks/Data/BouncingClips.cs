using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>A batch of clips from <see cref="BouncingDigits"/>, with what is known about them. As other tensors its own belong to the dispose scope
/// around, if there is one; <see cref="Dispose"/> frees them sooner. D is the number of digits in a clip. Used in notebooks 08 and 11.</summary>
/// <param name="Frames">uint8 (N, 1, T, H, W): 0 is background, 255 is ink. <see cref="Pixels.Normalize"/> makes floats in [−1, 1] of them.</param>
/// <param name="Digits">int64 (N, D): which digits, 0 to 9.</param>
/// <param name="Directions">int64 (N, D): the <see cref="Direction"/> in which each sets out, and which it keeps for at least half of the clip.</param>
/// <param name="Positions">float32 (N, D, T, 2): x and y of each digit's centre in pixels, from (0, 0), the middle of the pixel at the top left.</param>
public sealed record BouncingClips(Tensor Frames, Tensor Digits, Tensor Directions, Tensor Positions) : IDisposable
{
    /// <summary>The number of the first clip among all that its seed gives: <see cref="BouncingDigits.Drawn"/> before it.</summary>
    public long First { get; init; }

    /// <summary>How many clips.</summary>
    public long Count => Frames.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Frames.Dispose();
        Digits.Dispose();
        Directions.Dispose();
        Positions.Dispose();
    }
}
