using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>How well a clip's frames follow from each other. Every score here is best for a clip that stands still: read them beside <see cref="ClipMotion"/>. Taught in notebook 08.</summary>
public static class TemporalConsistency
{
    // One more than the fastest digit moves in a frame; blocks as large as a digit, since a smaller one finds something alike almost anywhere.
    private const int Reach = 4, Block = 16, Window = 16, ChunkSize = 32;

    /// <summary>Flicker: the mean of |x[t+1] − 2x[t] + x[t−1]|, where x is a frame seen from afar, each 16×16 pixels averaged (the windows overlap by half). What moves evenly has little, what turns has some, so
    /// that it means something as a ratio to that of real clips. Pixel by pixel it would mean nothing here: a thin stroke that moves farther than its width has as much as can be, whether it flickers or not.</summary>
    /// <param name="clips">(N, 1, T, H, W), T of at least 3: uint8 in 0–255, or floating point in [0, 1].</param>
    /// <returns>0 or more, in units of white.</returns>
    /// <exception cref="ArgumentException">The clips have another shape or range, or fewer than 3 frames.</exception>
    public static double Flicker(Tensor clips)
    {
        double sum = 0;
        ForEachChunk(clips, minFrames: 3, frames =>
        {
            (long rows, long columns) = (Math.Min(Window, frames.shape[2]), Math.Min(Window, frames.shape[3]));
            frames = nn.functional.avg_pool2d(frames, (rows, columns), stride: ((rows + 1) / 2, (columns + 1) / 2));
            long inner = frames.shape[1] - 2;
            Tensor second = frames.narrow(1, 2, inner) - 2 * frames.narrow(1, 1, inner) + frames.narrow(1, 0, inner);
            sum += second.abs().mean().ToDouble() * frames.shape[0];
        });
        return sum / clips.shape[0];
    }

    /// <summary>Warping error: what is left of a frame when the frame before has been moved onto it, as a part of the ink. Each block of 16×16 is moved by the whole number of pixels, up to 4 each way,
    /// that fits best. 0: each frame is the frame before, moved (true of real clips but where two digits cross or a digit crosses a block's edge as another does); about 1: it has nothing of it; a
    /// blank clip has 1.</summary>
    /// <remarks>The idea of W.-S. Lai and others, "Learning blind video temporal consistency", arXiv 1808.00449, which warps by optical flow; a digit's flow is a shift.</remarks>
    /// <param name="clips">(N, 1, T, H, W), T of at least 2: uint8 in 0–255, or floating point in [0, 1].</param>
    /// <returns>0 or more, the mean over the clips.</returns>
    /// <exception cref="ArgumentException">The clips have another shape or range, or one frame.</exception>
    public static double WarpingError(Tensor clips)
    {
        double sum = 0;
        ForEachChunk(clips, minFrames: 2, frames =>
        {
            (long count, long pairs, long height, long width) = (frames.shape[0], frames.shape[1] - 1, frames.shape[2], frames.shape[3]);
            // Rows and columns are filled up to whole blocks.
            (long addRows, long addColumns) = ((Block - height % Block) % Block, (Block - width % Block) % Block);
            Tensor before = nn.functional.pad(frames.narrow(1, 0, pairs), [Reach, Reach + addColumns, Reach, Reach + addRows]);
            Tensor after = nn.functional.pad(frames.narrow(1, 1, pairs), [0, addColumns, 0, addRows]);
            Tensor? least = null;
            for (int y = 0; y <= 2 * Reach; y++)
                for (int x = 0; x <= 2 * Reach; x++)
                {
                    using DisposeScope shift = NewDisposeScope();
                    Tensor error = (before.narrow(2, y, height + addRows).narrow(3, x, width + addColumns) - after).abs();
                    Tensor blocks = nn.functional.avg_pool2d(error, Block);
                    least = (least is null ? blocks : least.minimum(blocks)).MoveToOuterDisposeScope();
                }
            Tensor left = least!.sum([1, 2, 3]) * (Block * Block), ink = frames.narrow(1, 1, pairs).sum([1, 2, 3]);
            sum += where(ink > 0, left / ink.clamp_min(1e-6), ones_like(ink)).sum().ToDouble();
        });
        return sum / clips.shape[0];
    }

    /// <summary>Hands over the clips as floats (n, T, H, W), some at a time.</summary>
    private static void ForEachChunk(Tensor clips, int minFrames, Action<Tensor> body)
    {
        ClipPixels.Check(clips, minFrames);
        using IDisposable noGrad = no_grad();
        for (long start = 0; start < clips.shape[0]; start += ChunkSize)
        {
            Stop.ThrowIfRequested();
            using DisposeScope scope = NewDisposeScope();
            body(ClipPixels.ToUnit(clips.narrow(0, start, Math.Min(ChunkSize, clips.shape[0] - start))).squeeze(1));
        }
    }
}
