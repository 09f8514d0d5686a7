namespace AigcNotebooks.Models;

/// <summary>The size of a GPT. Taught in notebook 06.</summary>
/// <param name="VocabularySize">How many token ids there are; Hugging Face's <c>vocab_size</c>.</param>
/// <param name="ContextLength">How many tokens it looks back at most; <c>n_positions</c>.</param>
/// <param name="Width">Numbers a token; <c>n_embd</c>. A multiple of <paramref name="Heads"/>.</param>
/// <param name="Layers">Blocks; <c>n_layer</c>.</param>
/// <param name="Heads">Attention heads a block; <c>n_head</c>.</param>
/// <param name="LayerNormEpsilon"><c>layer_norm_epsilon</c></param>
public sealed record GptConfig(int VocabularySize, int ContextLength, int Width, int Layers, int Heads, double LayerNormEpsilon = 1e-5)
{
    /// <summary>The smallest GPT-2: 124,439,808 parameters.</summary>
    public static GptConfig Gpt2 { get; } = new(50_257, 1024, 768, 12, 12);

    /// <exception cref="ArgumentException">A size is below 1, or the width does not divide by the heads.</exception>
    public void Check()
    {
        foreach (var (name, size) in new[] { (nameof(VocabularySize), VocabularySize), (nameof(ContextLength), ContextLength), (nameof(Width), Width), (nameof(Layers), Layers), (nameof(Heads), Heads) })
            if (size < 1)
                throw new ArgumentException($"Expected {name} to be at least 1; found {size}.");
        if (Width % Heads != 0)
            throw new ArgumentException($"Expected Width to be a multiple of Heads; found {Width} and {Heads}.");
    }
}
