using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>A masked autoencoder of digits: a transformer sees some of a picture's 49 patches of 4×4 pixels, and a second one says what the others are. Pictures (N, 1, 28, 28) and the seen patches' places (N, K) →
/// all patches (N, 49, 16). Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>He and others, arXiv 2111.06377, §3, made small: the encoder never sees masked patches, so that masking makes it quicker, too. What the paper has not: a convolution over the
/// grid of patches before the decoder, which hands each its neighbours; attention takes long to find them.</remarks>
public sealed class MaskedAutoencoder : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Patches of a picture, and pixels of a patch.</summary>
    public const int Patches = 49, Pixels = 16;

    private readonly Module<Tensor, Tensor> embed, encoder, between, near, decoder;
    private readonly TorchSharp.Modules.Parameter places, decoderPlaces, masked;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="width">Numbers a patch.</param>
    public MaskedAutoencoder(long width = 64) : base(nameof(MaskedAutoencoder))
    {
        embed = Linear(Pixels, width);
        encoder = Sequential(new EncoderBlock(width, 4), new EncoderBlock(width, 4), new EncoderBlock(width, 4),
            LayerNorm(width));
        between = Linear(width, width);
        near = Conv2d(width, width, 3, padding: 1);
        decoder = Sequential(new EncoderBlock(width, 4), LayerNorm(width), Linear(width, Pixels));
        places = Parameter(0.02 * randn(1, Patches, width));
        decoderPlaces = Parameter(0.02 * randn(1, Patches, width));
        masked = Parameter(0.02 * randn(1, 1, width));
        RegisterComponents();
    }

    /// <summary>Pictures (N, 1, 28, 28) → their patches, in the order of reading (N, 49, 16).</summary>
    public static Tensor Cut(Tensor images) =>
        images.reshape(-1, 7, 4, 7, 4).permute(0, 1, 3, 2, 4).reshape(-1, Patches, Pixels);

    /// <summary>Patches (N, 49, 16) → pictures (N, 1, 28, 28).</summary>
    public static Tensor Join(Tensor patches) =>
        patches.reshape(-1, 7, 7, 4, 4).permute(0, 1, 3, 2, 4).reshape(-1, 1, 28, 28);

    /// <summary>Which patches are seen, and which are not, by <c>torch</c>'s generator.</summary>
    /// <param name="count">N, pictures.</param>
    /// <param name="share">The part that is masked, in (0, 1).</param>
    /// <returns>Places, int64 (N, K) and (N, 49 − K); the caller's to dispose.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing would be seen, or nothing masked.</exception>
    public static (Tensor Seen, Tensor Hidden) Mask(long count, double share = 0.5)
    {
        int seen = (int)Math.Round(Patches * (1 - share));
        if (seen is < 1 or >= Patches)
            throw new ArgumentOutOfRangeException(nameof(share), share,
                "Expected a part between 0 and 1 that leaves patches to see and some to guess.");
        using var scope = NewDisposeScope();
        Tensor order = rand(count, Patches).argsort(1);
        return (order[.., ..seen].MoveToOuterDisposeScope(), order[.., seen..].MoveToOuterDisposeScope());
    }

    /// <param name="images">(N, 1, 28, 28) in [0, 1].</param>
    /// <param name="seen">int64 (N, K): the places of the patches that are seen.</param>
    /// <returns>What it takes all patches for, (N, 49, 16); the caller's to dispose.</returns>
    public override Tensor forward(Tensor images, Tensor seen)
    {
        Tensor codes = between.call(encoder.call(At(embed.call(Cut(images)) + places, seen)));
        Tensor all = masked.expand(images.shape[0], Patches, -1)
            .scatter(1, seen.unsqueeze(2).expand(-1, -1, codes.shape[2]), codes);
        all = all + near.call(OnGrid(all)).flatten(2).transpose(1, 2);   // from the eight neighbours
        return decoder.call(all + decoderPlaces);
    }

    /// <summary>What it learned of whole pictures: the codes of all patches, averaged over neighbours to 4×4 places.</summary>
    /// <param name="images">(N, 1, 28, 28) in [0, 1].</param>
    /// <returns>(N, 16 · width), the caller's to dispose.</returns>
    public Tensor Features(Tensor images)
    {
        Tensor codes = encoder.call(embed.call(Cut(images)) + places);
        return adaptive_avg_pool2d(OnGrid(codes), 4).flatten(1);
    }

    /// <summary>The mean squared error on the patches that were not seen.</summary>
    /// <param name="patches">What the model said, (N, 49, 16).</param>
    /// <param name="images">(N, 1, 28, 28)</param>
    /// <param name="hidden">int64 (N, 49 − K)</param>
    /// <returns>One number, the caller's to dispose.</returns>
    public static Tensor Loss(Tensor patches, Tensor images, Tensor hidden) =>
        mse_loss(At(patches, hidden), At(Cut(images), hidden));

    private static Tensor OnGrid(Tensor tokens) => tokens.transpose(1, 2).reshape(tokens.shape[0], -1, 7, 7);
    private static Tensor At(Tensor tokens, Tensor places) =>
        tokens.gather(1, places.unsqueeze(2).expand(-1, -1, tokens.shape[2]));
}
