using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Models;

/// <summary>Looks for the likeliest text, keeping the best few at every length.</summary>
internal static class BeamSearch
{
    /// <param name="Score">The sum of the new tokens' log-probabilities.</param>
    internal sealed record Beam(List<long> Text, double Score)
    {
        internal long[] Ids => [.. Text];
    }

    /// <remarks>Texts that end are kept apart, and the search is over when as many as there are beams have ended and none that goes on is better; at the limit of the length, what has not ended counts too.</remarks>
    /// <returns>As many as <see cref="GenerationOptions.ReturnSequences"/>, the best first.</returns>
    internal static IReadOnlyList<Beam> Run(nn.Module<Tensor, KeyValueCache?, Tensor> model, int contextLength, long[] prompt, GenerationOptions options)
    {
        int count = options.NewTokens(prompt.Length);
        using var context = new GenerationContext(model, contextLength, options.UseCache);
        Beam[] beams = [new Beam([.. prompt], 0)];
        var ended = new List<Beam>();
        for (int i = 0; i < count && beams.Length > 0; i++)
        {
            Stop.ThrowIfRequested();
            var longer = Longer(context, beams, options);
            // A text that ends goes out of the race with its score, and another one takes its place.
            ended.AddRange(longer.Take(options.Beams).Where(beam => beam.Token == options.EndToken).Select(beam => Added(beams, beam)));
            ended = [.. ended.OrderByDescending(Rank).Take(options.Beams)];
            var next = longer.Where(beam => beam.Token != options.EndToken).Take(options.Beams).ToArray();
            context.Reorder([.. next.Select(beam => (long)beam.Row)]);
            beams = [.. next.Select(beam => Added(beams, beam))];
            // Enough have ended, and the worst of them is no worse than the best that goes on: what has not ended is no text.
            if (ended.Count == options.Beams && (beams.Length == 0 || ended.Min(Rank) >= beams.Max(Rank)))
                return Best(ended);
        }
        return Best(ended.Concat(beams));

        IReadOnlyList<Beam> Best(IEnumerable<Beam> texts) => [.. texts.OrderByDescending(Rank).Take(options.ReturnSequences)];
        double Rank(Beam beam) => beam.Score / Math.Pow(beam.Text.Count - prompt.Length, options.LengthPenalty);
    }

    private static Beam Added(Beam[] beams, (int Row, long Token, double Score) next) => new([.. beams[next.Row].Text, next.Token], next.Score);

    /// <summary>The best ways to make the beams one token longer: enough for all to go on though each may end, the best first.</summary>
    private static (int Row, long Token, double Score)[] Longer(GenerationContext context, Beam[] beams, GenerationOptions options)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor logits = context.Logits([.. beams.Select(beam => beam.Text)]);
        Tensor logProbabilities = logits.to_type(ScalarType.Float64).log_softmax(-1);
        // As Hugging Face does: beams are compared by log-probabilities, so these are what the penalty changes, and nothing makes them sum to 1 again.
        if (options.RepetitionPenalty != 1)
            logProbabilities = Sampling.RepetitionPenalty(logProbabilities, [.. beams.Select(beam => beam.Text)], options.RepetitionPenalty);
        long vocabulary = logits.shape[1];
        Tensor scores = logProbabilities + tensor(beams.Select(beam => beam.Score).ToArray()).unsqueeze(1);
        var (values, places) = scores.flatten().topk((int)Math.Min(2 * options.Beams, scores.numel()));
        return [.. places.data<long>().ToArray().Zip(values.data<double>().ToArray(), (place, score) => ((int)(place / vocabulary), place % vocabulary, score))];
    }
}
