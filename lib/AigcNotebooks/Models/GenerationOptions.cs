namespace AigcNotebooks.Models;

/// <summary>How <see cref="TextGenerator"/> goes on with a text. As it stands: the likeliest token each time. The names in brackets are Hugging Face's. Taught in notebook 06.</summary>
public sealed record GenerationOptions
{
    /// <summary>Tokens of the whole text, those given included (<c>max_length</c>); <see cref="MaxNewTokens"/> goes before it.</summary>
    public int MaxLength { get; init; } = 100;

    /// <summary>Tokens to add at most (<c>max_new_tokens</c>); 0: as many as <see cref="MaxLength"/> leaves.</summary>
    public int MaxNewTokens { get; init; }

    /// <summary>Whether tokens are drawn by their probabilities (<c>do_sample</c>), from <c>torch</c>'s generator; else the likeliest is taken.</summary>
    public bool Sample { get; init; }

    /// <summary>Above 0 (<c>temperature</c>); see <see cref="Sampling.Temperature"/>. Only where tokens are drawn.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>How many of the likeliest tokens are drawn from (<c>top_k</c>, which is 50 there unless given); 0, as it stands: all. Only where tokens are drawn.</summary>
    public int TopK { get; init; }

    /// <summary>The probability of the likeliest tokens that are drawn from (<c>top_p</c>); 1: all. Only where tokens are drawn.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>1: none (<c>repetition_penalty</c>); see <see cref="Sampling.RepetitionPenalty"/>.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Above 1: the likeliest text is looked for among so many at a time (<c>num_beams</c>).</summary>
    public int Beams { get; init; } = 1;

    /// <summary>What the length of a text does in a beam search: its log-probability is divided by length^penalty, so above 0 long texts are not behind (<c>length_penalty</c>).</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>How many texts come back (<c>num_return_sequences</c>); more than one where tokens are drawn, or from as many beams.</summary>
    public int ReturnSequences { get; init; } = 1;

    /// <summary>The token that ends a text (<c>eos_token_id</c>), such as <see cref="Data.BytePairTokenizer.EndOfTextId"/>; below 0: none.</summary>
    public long EndToken { get; init; } = -1;

    /// <summary>Whether keys and values of the tokens so far are kept (<c>use_cache</c>). The texts are the same, as long as they fit the context.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary>How many tokens are added to a prompt.</summary>
    /// <exception cref="ArgumentException">An option has no meaning, or two contradict each other.</exception>
    internal int NewTokens(int prompt)
    {
        if (prompt == 0)
            throw new ArgumentException("Expected a prompt of at least one token; found none.", nameof(prompt));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxNewTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(TopK);
        ArgumentOutOfRangeException.ThrowIfLessThan(Beams, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReturnSequences, 1);
        if (Sample && Beams > 1)
            throw new ArgumentException("Expected either Sample or Beams; found both: a beam search looks for the likeliest text, and draws nothing.");
        if (!Sample && ReturnSequences > Beams)
            throw new ArgumentException($"Expected Sample = true or at least as many Beams as ReturnSequences, {ReturnSequences}; else all texts would be the same.");
        if (MaxNewTokens == 0 && MaxLength <= prompt)
            throw new ArgumentException($"Expected MaxLength to be more than the prompt's {prompt} tokens; found {MaxLength}. MaxNewTokens counts without the prompt.");
        return MaxNewTokens > 0 ? MaxNewTokens : MaxLength - prompt;
    }
}
