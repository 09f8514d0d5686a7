using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Goes on from a first frame as a caption says: pictures (N, 1, H, W) in [0, 1] and word ids (N, L) → clips (N, 1, T, H, W) in [0, 1]. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>
/// Frame after frame it looks at the frame before, thinks of the caption, and says how probable each step is, up to 3 pixels each way. The next frame is the frame before moved by all these steps, each
/// as strongly as it is probable: a convolution with a kernel that the net has just made. So a sure step moves ink without a change, and where the future is open the ink spreads. At the end convolutions that see all frames at once, as channels, touch
/// up the clip.
/// Kernels made by a net: De Brabandere and others, "Dynamic filter networks", arXiv 1605.09673; moving the pixels that there are instead of drawing new ones: Finn and others, arXiv 1605.07157, §3.
/// </remarks>
public sealed class ImageTextToVideo : Module<Tensor, Tensor, Tensor>
{
    /// <summary>The farthest step, in pixels each way.</summary>
    public const long Reach = 3;

    private const long Steps = 2 * Reach + 1;
    private readonly Module<Tensor, Tensor> caption, look, step, touchUp;
    private readonly TorchSharp.Modules.GRUCell memory;
    private readonly long frames, size, width;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="caption">Word ids (N, L) → (N, width), such as a <see cref="CaptionReader"/>; becomes a part of this one.</param>
    /// <param name="frames">T, how many frames a clip has.</param>
    /// <param name="size">H and W, a multiple of 8.</param>
    /// <param name="width">Numbers of the memory, of what is seen, and of the caption.</param>
    /// <exception cref="ArgumentException">The size is no multiple of 8.</exception>
    public ImageTextToVideo(Module<Tensor, Tensor> caption, long frames = 8, long size = 32, long width = 128)
        : base(nameof(ImageTextToVideo))
    {
        if (size <= 0 || size % 8 != 0)
            throw new ArgumentException($"Expected a size that is a multiple of 8, such as 32; found {size}.", nameof(size));
        (this.caption, this.frames, this.size, this.width) = (caption, frames, size, width);
        look = Sequential(
            Conv2d(1, 16, 8, stride: 4, padding: 2), ReLU(),
            Conv2d(16, 32, 4, stride: 2, padding: 1), ReLU(),
            Flatten(), Linear(32 * (size / 8) * (size / 8), width), ReLU());
        memory = GRUCell(2 * width, width);
        step = Linear(width, Steps * Steps);
        touchUp = Sequential(Conv2d(frames, 16, 3, padding: 1), ReLU(), Conv2d(16, frames, 3, padding: 1));
        RegisterComponents();
    }

    /// <param name="images">(N, 1, H, W) in [0, 1], the clips' first frames.</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, 1, T, H, W) in [0, 1], the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pictures have another size or number than expected, or a caption is empty.</exception>
    public override Tensor forward(Tensor images, Tensor captions)
    {
        Tensor clips = cat([.. Move(images, captions).Select(moved => moved.Frame)], 1);   // (N, T, H, W)
        return (clips + touchUp.call(clips)).clamp(0, 1).unsqueeze(1);
    }

    /// <summary>How probable each step is, from each frame to the next.</summary>
    /// <param name="images">(N, 1, H, W) in [0, 1].</param>
    /// <param name="captions">int64 (N, L)</param>
    /// <returns>(N, T − 1, 7, 7), each map of sum 1, the caller's to dispose: rows are steps down and columns steps to the right, from −3 to 3 pixels.</returns>
    /// <exception cref="ArgumentException">The pictures have another size or number than expected, or a caption is empty.</exception>
    public Tensor StepMaps(Tensor images, Tensor captions) =>
        stack([.. Move(images, captions).Skip(1).Select(moved => moved.Steps!)], 1);

    private IEnumerable<(Tensor Frame, Tensor? Steps)> Move(Tensor images, Tensor captions)
    {
        if (images.shape is not [>= 1, 1, _, _] || images.shape[2] != size || images.shape[3] != size)
            throw new ArgumentException($"Expected pictures (N, 1, {size}, {size}); "
                + $"found ({string.Join(", ", images.shape)}).", nameof(images));
        if (captions.shape[0] != images.shape[0])
            throw new ArgumentException($"Expected a caption for each of {images.shape[0]} pictures; "
                + $"found {captions.shape[0]}.", nameof(captions));
        Tensor said = caption.call(captions), frame = images, state = zeros(images.shape[0], width, device: images.device);
        yield return (frame, null);
        for (long t = 1; t < frames; t++)
        {
            state = memory.call(cat([look.call(frame), said], 1), state);
            Tensor steps = step.call(state).softmax(1).view(-1, 1, Steps, Steps);
            // Each clip's kernel for its own frame. A step to the right takes its ink from the left: hence the flip.
            frame = functional.conv2d(frame.transpose(0, 1), steps.flip(2, 3), padding: [Reach, Reach],
                groups: images.shape[0]).transpose(0, 1);
            yield return (frame, steps.squeeze(1));
        }
    }
}
