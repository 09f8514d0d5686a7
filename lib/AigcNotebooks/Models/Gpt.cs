using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>GPT-2's network: tokens so far → what the next may be. Ids (N, L) → logits (N, L, vocabulary), for each place those of the token behind it. Taught in <c>notebooks/06-gpt.ipynb</c>.</summary>
/// <remarks>
/// Article 001, "Deep learning as the driving force of AIGC", §3.1 and §5.2.1; Radford and others, "Language models are unsupervised multitask learners", 2019, §2.3. The names are those of the published
/// checkpoints, so <see cref="GptFiles"/> can load them. The head shares its weights with the token embedding (Press and Wolf, arXiv 1608.05859).
/// <code>
/// using var gpt = new Gpt(new GptConfig(VocabularySize: 65, ContextLength: 128, Width: 128, Layers: 4, Heads: 4));
/// Tensor logits = gpt.call(ids, null);
/// </code>
/// </remarks>
public sealed class Gpt : Module<Tensor, KeyValueCache?, Tensor>
{
    private readonly TorchSharp.Modules.Embedding wte, wpe;
    private readonly TorchSharp.Modules.ModuleList<Block> h;
    private readonly Module<Tensor, Tensor> ln_f;
    private readonly GptConfig config;

    /// <summary>Random weights, from <c>torch</c>'s generator: deviation 0.02, less for what adds to the stream, so that many layers add up to as much as few.</summary>
    /// <exception cref="ArgumentException">A size is below 1, or the width does not divide by the heads.</exception>
    public Gpt(GptConfig config) : base(nameof(Gpt))
    {
        config.Check();
        this.config = config;
        wte = Embedding(config.VocabularySize, config.Width);
        wpe = Embedding(config.ContextLength, config.Width);
        h = ModuleList(Enumerable.Range(0, config.Layers)
            .Select(layer => new Block(config, layer)).ToArray());
        ln_f = LayerNorm(config.Width, config.LayerNormEpsilon);
        RegisterComponents();
        foreach (var (name, parameter) in named_parameters())
            if (!name.Contains("ln_") && !name.EndsWith("bias"))
                init.normal_(parameter, 0,
                    name.EndsWith("c_proj.weight") ? 0.02 / Math.Sqrt(2 * config.Layers) : 0.02);
    }

    /// <param name="ids">int64 (N, L): with a cache, only those that it does not have yet.</param>
    /// <param name="cache">What came before, which grows by these; null: nothing did.</param>
    /// <returns>Logits (N, L, vocabulary), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The ids have another shape or type, or there are more tokens than the context has places.</exception>
    public override Tensor forward(Tensor ids, KeyValueCache? cache)
    {
        Tensor x = Embedded(ids, cache?.Length ?? 0);
        foreach (var block in h)
            x = block.call(x, cache);
        return TokenLinear.Product(ln_f.call(x), wte.weight!, null);
    }

    /// <summary>How much each token looks at each, in every layer: the maps to draw.</summary>
    /// <param name="ids">int64 (N, L)</param>
    /// <returns>For each layer (N, heads, L, L), each row sums to 1; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The ids have another shape or type, or are longer than the context.</exception>
    public Tensor[] Attention(Tensor ids)
    {
        Tensor x = Embedded(ids, 0);
        var maps = new List<Tensor>();
        foreach (var block in h)
        {
            maps.Add(block.Weights(x));
            x = block.call(x, null);
        }
        return [.. maps];
    }

    private Tensor Embedded(Tensor ids, long start)
    {
        if (ids.ndim != 2 || ids.dtype != ScalarType.Int64)
            throw new ArgumentException("Expected token ids, int64 (N, L); "
                + $"found {ids.dtype} ({string.Join(", ", ids.shape)}).", nameof(ids));
        long end = start + ids.shape[1];
        if (end > config.ContextLength)
            throw new ArgumentException($"Expected at most {config.ContextLength} tokens, the length "
                + $"of the context; found {end}.", nameof(ids));
        return wte.call(ids) + wpe.call(arange(start, end, device: ids.device));
    }
}
