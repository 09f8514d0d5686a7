using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>Clips with all that the kit measures of them, from which <see cref="VideoScores"/> and <see cref="MotionCaptionScores"/> are computed. Used in notebooks 08 and 11.</summary>
/// <param name="Video">What the judge of video saw.</param>
/// <param name="Frames">What the judge of frames saw.</param>
/// <param name="Motion">How the ink moves.</param>
/// <param name="Flicker"><see cref="TemporalConsistency.Flicker"/></param>
/// <param name="WarpingError"><see cref="TemporalConsistency.WarpingError"/></param>
public sealed record MeasuredClips(JudgedClips Video, JudgedFrames Frames, ClipMotion Motion, double Flicker, double WarpingError) : IDisposable
{
    /// <summary>Measures clips of one digit.</summary>
    /// <param name="clips">(N, 1, T, 32, 32), T of at least 3: uint8 in 0–255, or floating point in [0, 1].</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The clips have another shape or range, or fewer than 3 frames.</exception>
    public static MeasuredClips Of(Tensor clips, VideoJudge videoJudge, FrameJudge frameJudge)
    {
        double flicker = TemporalConsistency.Flicker(clips), warping = TemporalConsistency.WarpingError(clips);
        return new MeasuredClips(videoJudge.Judge(clips), frameJudge.Judge(clips), ClipMotion.Of(clips), flicker, warping);
    }

    /// <summary>How many clips.</summary>
    public long Count => Video.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        Video.Dispose();
        Frames.Dispose();
        Motion.Dispose();
    }
}
