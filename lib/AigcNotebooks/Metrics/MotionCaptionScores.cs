using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>How often clips show what their captions say, 0–1 each. The digit is judged by the <see cref="FrameJudge"/>, the motion by tracking the ink (<see cref="ClipMotion"/>: a clip that stands still has
/// none); neither is the net in whose features the Fréchet distance is taken. Print the scores of real clips beside those of generated ones. Taught in notebook 11.</summary>
/// <param name="Digit">The digit is right.</param>
/// <param name="Axis">The axis of the motion is right.</param>
/// <param name="Direction">The direction in which it sets out is right.</param>
/// <param name="DigitAndAxis">Digit and axis are right.</param>
/// <param name="DigitAndDirection">Digit and direction are right.</param>
public sealed record MotionCaptionScores(double Digit, double Axis, double Direction, double DigitAndAxis, double DigitAndDirection)
{
    /// <param name="digits">int64 (N) or (N, 1): what the captions say.</param>
    /// <param name="directions">int64 (N) or (N, 1): <see cref="Data.Direction"/>s.</param>
    public static MotionCaptionScores Of(MeasuredClips clips, Tensor digits, Tensor directions)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor digit = clips.Frames.Digits().eq(ClipPixels.Labels(digits, clips.Count));
        Tensor direction = clips.Motion.DirectionRight(directions), axis = clips.Motion.AxisRight(directions);
        return new MotionCaptionScores(Part(digit), Part(axis), Part(direction), Part(digit.logical_and(axis)), Part(digit.logical_and(direction)));

        double Part(Tensor right) => right.sum().ToDouble() / clips.Count;
    }
}
