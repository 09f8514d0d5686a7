using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Models;

/// <summary>Goes on with a text, token by token. Taught in <c>notebooks/06-gpt.ipynb</c>.
/// <code>
/// var generator = new TextGenerator(gpt, contextLength: 1024);
/// long[] text = generator.Generate(tokenizer.Encode("Artificial intelligence is"), new() { MaxLength = 100 })[0];
/// foreach (long id in generator.Stream(prompt, new() { Sample = true, TopK = 40 }))
///     Console.Write(stream.Next(id));
/// </code></summary>
/// <remarks>Texts may grow longer than the context: then the model looks back at the last tokens only; with the cache at between half of the context and all of it, since what is kept belongs to places.</remarks>
/// <param name="model">Ids (N, L) and what came before → logits, as <see cref="Gpt"/>. Stays the caller's; put it into evaluation mode before.</param>
/// <param name="contextLength">How many tokens the model looks back at most.</param>
public sealed class TextGenerator(nn.Module<Tensor, KeyValueCache?, Tensor> model, int contextLength)
{
    /// <summary>Goes on with a prompt.</summary>
    /// <param name="prompt">At least one token.</param>
    /// <param name="options">How; null: the likeliest tokens, to 100 in all.</param>
    /// <returns>As many texts as <see cref="GenerationOptions.ReturnSequences"/>, each with the prompt, and with the end token where it came; a beam search's best first.</returns>
    /// <exception cref="ArgumentException">The prompt is empty, or an option has no meaning.</exception>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public long[][] Generate(long[] prompt, GenerationOptions? options = null)
    {
        options ??= new GenerationOptions();
        if (options.Beams > 1)
            return [.. BeamSearch.Run(model, contextLength, prompt, options).Select(beam => beam.Ids)];
        var texts = Enumerable.Range(0, options.ReturnSequences).Select(_ => prompt.ToList()).ToArray();
        foreach (long[] next in Steps(prompt, options, options.ReturnSequences))
            for (int row = 0; row < texts.Length; row++)
                if (texts[row].Count == prompt.Length || texts[row][^1] != options.EndToken)
                    texts[row].Add(next[row]);
        return [.. texts.Select(text => text.ToArray())];
    }

    /// <summary>Goes on with a prompt, and hands over each new token when it is there.</summary>
    /// <param name="prompt">At least one token.</param>
    /// <param name="options">How, for one text and without beams; null: the likeliest tokens, to 100 in all.</param>
    /// <returns>The new tokens.</returns>
    /// <exception cref="ArgumentException">The prompt is empty, or an option has no meaning.</exception>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public IEnumerable<long> Stream(long[] prompt, GenerationOptions? options = null)
    {
        options ??= new GenerationOptions();
        if (options.Beams > 1 || options.ReturnSequences > 1)
            throw new ArgumentException("Expected one text, without beams: only that can be shown while it comes. Generate gives the others.", nameof(options));
        options.NewTokens(prompt.Length);
        return Steps(prompt, options, 1).Select(next => next[0]);
    }

    private IEnumerable<long[]> Steps(long[] prompt, GenerationOptions options, int rows)
    {
        int count = options.NewTokens(prompt.Length);
        using var context = new GenerationContext(model, contextLength, options.UseCache);
        var texts = Enumerable.Range(0, rows).Select(_ => prompt.ToList()).ToArray();
        for (int i = 0; i < count; i++)
        {
            Stop.ThrowIfRequested();
            long[] next = Next(context, texts, options);
            yield return next;
            for (int row = 0; row < rows; row++)
                texts[row].Add(next[row]);
            if (texts.All(text => text.Skip(prompt.Length).Contains(options.EndToken)))
                yield break;
        }
    }

    private static long[] Next(GenerationContext context, IReadOnlyList<List<long>> texts, GenerationOptions options)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor logits = context.Logits(texts);
        if (options.RepetitionPenalty != 1)
            logits = Sampling.RepetitionPenalty(logits, texts, options.RepetitionPenalty);
        if (!options.Sample)
            return logits.argmax(-1).cpu().data<long>().ToArray();
        logits = Sampling.Temperature(logits, options.Temperature);
        if (options.TopK > 0)
            logits = Sampling.TopK(logits, options.TopK);
        if (options.TopP < 1)
            logits = Sampling.TopP(logits, options.TopP);
        return logits.softmax(-1).multinomial(1).reshape(-1).cpu().data<long>().ToArray();
    }
}
