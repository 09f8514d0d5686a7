using System.Text.Json;
using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Tests.Models;

public sealed class TextGeneratorTests : IDisposable
{
    private readonly Gpt _gpt = GptFiles.Load(GptTests.Tiny);

    private TextGenerator Generator => new(_gpt, 24);

    public void Dispose() => _gpt.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public void Greedy_continuations_are_PyTorchs_token_by_token(bool useCache)
    {
        using var python = new PyTorchLosses("gpt.json");
        long[][] prompts = python.Get<long[][]>("prompts"), greedy = python.Get<long[][]>("greedy"), penalty = python.Get<long[][]>("penalty");
        for (int i = 0; i < greedy.Length; i++)
        {
            Assert.Equal(greedy[i], Generator.Generate(prompts[i], new() { MaxNewTokens = 16, UseCache = useCache })[0]);
            Assert.Equal(greedy[i][..Math.Min(20, greedy[i].Length)], Generator.Generate(prompts[i], new() { MaxLength = Math.Min(20, greedy[i].Length), UseCache = useCache })[0]);
            Assert.Equal(greedy[i][prompts[i].Length..], Generator.Stream(prompts[i], new() { MaxNewTokens = 16, UseCache = useCache }));
            Assert.Equal(penalty[i], Generator.Generate(prompts[i], new() { MaxNewTokens = 16, RepetitionPenalty = 1.4, UseCache = useCache })[0]);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Beams_are_PyTorchs(bool useCache)
    {
        using var python = new PyTorchLosses("gpt.json");
        var expected = python.Get<JsonElement[]>("beams");
        long[][] found = Generator.Generate(python.Get<long[][]>("prompts")[1], new() { MaxNewTokens = 8, Beams = 4, ReturnSequences = 4, UseCache = useCache });
        Assert.Equal(expected.Select(beam => beam.GetProperty("ids").Deserialize<long[]>()!), found);
        // More likely than the greedy text: that is what beams are for.
        Assert.True(LogProbability(found[0], 5) > LogProbability(Generator.Generate(found[0][..5], new() { MaxNewTokens = 8 })[0], 5));
        Assert.Equal(expected[0].GetProperty("score").GetDouble(), LogProbability(found[0], 5), 1e-3);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Beams_that_end_are_PyTorchs(bool useCache)
    {
        using var python = new PyTorchLosses("gpt.json");
        int ended = 0;
        foreach (JsonElement search in python.Get<JsonElement[]>("beamsWithEnd"))
        {
            long[] prompt = search.GetProperty("prompt").Deserialize<long[]>()!;
            long end = search.GetProperty("end").GetInt64();
            double penalty = search.GetProperty("penalty").GetDouble();
            long[][] found = Generator.Generate(prompt, new() { MaxNewTokens = 12, Beams = 3, ReturnSequences = 3, EndToken = end, RepetitionPenalty = penalty, UseCache = useCache });
            Assert.Equal(search.GetProperty("texts").Deserialize<long[][]>()!, found);
            Assert.All(found, text => Assert.True(text[^1] == end || text.Length == prompt.Length + 12, string.Join(" ", text)));
            ended += found.Count(text => text[^1] == end && text.Length < prompt.Length + 12);
        }
        Assert.True(ended > 20, $"Only {ended} texts ended before the limit: they hardly test the end token.");
    }

    /// <summary>Encode, generate, decode, as the article on deep learning in AIGC prints them, with a tokenizer and a model of our own.</summary>
    [Fact]
    public void The_articles_three_calls()
    {
        const string input = "Artificial intelligence is revolutionizing";
        var trainer = new BytePairTrainer($"{input} the world. Deep learning is revolutionizing artificial intelligence.");
        Assert.Equal(20, trainer.Learn(20).Count());
        BytePairTokenizer tokenizer = trainer.ToTokenizer();
        using var gpt = new Gpt(new GptConfig(tokenizer.VocabularySize, 128, 16, 1, 2));
        gpt.eval();
        var generator = new TextGenerator(gpt, 128);

        long[] inputIds = tokenizer.Encode(input);
        long[] output = Assert.Single(generator.Generate(inputIds, new() { MaxLength = 100, ReturnSequences = 1 }));
        Assert.Equal(100, output.Length);
        Assert.Equal(inputIds, output[..inputIds.Length]);

        long[] ended = [.. output, tokenizer.EndOfTextId];
        string text = tokenizer.Decode(ended, skipSpecialTokens: true);
        Assert.StartsWith(input, text);
        Assert.DoesNotContain(BytePairTokenizer.EndOfText, text);
        Assert.EndsWith(BytePairTokenizer.EndOfText, tokenizer.Decode(ended));

        string[] texts = [.. generator.Generate(inputIds, new() { MaxLength = 100, Sample = true, ReturnSequences = 3 }).Select(ids => tokenizer.Decode(ids, skipSpecialTokens: true))];
        Assert.Equal(3, texts.Distinct().Count());
        Assert.All(texts, one => Assert.StartsWith(input, one));
    }

    [Fact]
    public void Drawn_tokens_come_as_often_as_they_should_with_and_without_the_cache()
    {
        manual_seed(1);
        var options = new GenerationOptions { Sample = true, MaxNewTokens = 1, ReturnSequences = 20_000 };
        double[] expected;
        using (no_grad())
            expected = [.. _gpt.call(tensor(new long[] { 3, 9 }).unsqueeze(0), null)[0, -1].softmax(0).data<float>().Select(p => (double)p)];
        foreach (bool useCache in new[] { true, false })
        {
            var counts = Generator.Generate([3, 9], options with { UseCache = useCache }).CountBy(text => text[2]).ToDictionary();
            for (int id = 0; id < 61; id++)
                Assert.InRange(counts.GetValueOrDefault(id) / 20_000.0, expected[id] - 0.015, expected[id] + 0.015);
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_texts_and_each_row_its_own()
    {
        var options = new GenerationOptions { Sample = true, MaxNewTokens = 12, ReturnSequences = 3 };
        manual_seed(5);
        long[][] first = Generator.Generate([1, 2], options);
        manual_seed(5);
        Assert.Equal(first, Generator.Generate([1, 2], options));
        manual_seed(5);
        Assert.Equal(first, Generator.Generate([1, 2], options with { UseCache = false }));
        Assert.Equal(3, first.Select(text => string.Join(' ', text)).Distinct().Count());
        Assert.All(first, text => Assert.Equal([1L, 2], text[..2]));
    }

    [Fact]
    public void Top_k_top_p_and_temperature_keep_what_they_should()
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor(new[] { 0.1f, 0.4f, 0.2f, 0.3f }).log().unsqueeze(0);
        float[] Kept(Tensor changed) => changed.softmax(-1).data<float>().ToArray();
        AssertClose([0, 4 / 7f, 0, 3 / 7f], Kept(Sampling.TopK(logits, 2)));
        AssertClose([0.1f, 0.4f, 0.2f, 0.3f], Kept(Sampling.TopK(logits, 9)));
        AssertClose([0, 4 / 7f, 0, 3 / 7f], Kept(Sampling.TopP(logits, 0.6)));
        AssertClose([0, 4 / 9f, 2 / 9f, 3 / 9f], Kept(Sampling.TopP(logits, 0.75)));
        AssertClose([0, 1, 0, 0], Kept(Sampling.TopP(logits, 1e-9)));
        AssertClose([1 / 30f, 16 / 30f, 4 / 30f, 9 / 30f], Kept(Sampling.Temperature(logits, 0.5)));
        Tensor signs = tensor(new[] { 2f, -2, 2, -2 }).unsqueeze(0);
        AssertClose([1, -4, 2, -2], Sampling.RepetitionPenalty(signs, [[0, 1, 1]], 2).data<float>().ToArray());
        AssertClose([2, -2, 2, -2], signs.data<float>().ToArray());
    }

    [Fact]
    public void A_text_ends_with_the_end_token()
    {
        long[] greedy = Generator.Generate([7], new() { MaxNewTokens = 16 })[0];
        long first = greedy[1], other = greedy.Skip(2).First(token => token != first && token != 7);
        Assert.Equal([7L, first], Generator.Generate([7], new() { MaxNewTokens = 16, EndToken = first })[0]);
        Assert.Equal(greedy[2..(Array.IndexOf(greedy, other) + 1)], Generator.Stream([7, first], new() { MaxNewTokens = 16, EndToken = other }));
        manual_seed(0);
        foreach (long[] text in Generator.Generate([7], new() { Sample = true, ReturnSequences = 6, MaxNewTokens = 20, EndToken = other }))
            Assert.True(!text[..^1].Contains(other) && (text[^1] == other || text.Length == 21));
        Assert.All(Generator.Generate([7], new() { Beams = 3, ReturnSequences = 3, MaxNewTokens = 20, EndToken = first }), text => Assert.DoesNotContain(first, text[..^1]));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Texts_may_be_longer_than_the_context(bool useCache)
    {
        long[] text = Generator.Generate([.. Enumerable.Range(0, 40).Select(i => (long)i)], new() { MaxNewTokens = 60, UseCache = useCache })[0];
        Assert.Equal(100, text.Length);
        // Each token follows from those before it: without the cache from the last 24; with it from the last 12, then 13, … 24, and from 12 again.
        for (int place = 40; place < 100; place++)
            Assert.Equal(Next(text[(place - (useCache ? 12 + (place - 40) % 13 : 24))..place]), text[place]);
    }

    [Fact]
    public void Generation_leaves_no_tensor_behind()
    {
        Generator.Generate([7], new() { MaxNewTokens = 3 });
        // What other tests left is freed now, and not between the two counts.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var scope = NewDisposeScope();
        long before = Tensor.TotalCount;
        Generator.Generate([7], new() { MaxNewTokens = 30 });
        Generator.Generate([7], new() { MaxNewTokens = 8, Beams = 3 });
        Generator.Stream([7], new() { MaxNewTokens = 5 }).Take(2).Count();
        Assert.Equal(0, scope.DisposablesCount);
        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} tensors, before {before}");
    }

    [Fact]
    public void Options_without_a_meaning_are_refused()
    {
        void Refused(string message, long[] prompt, GenerationOptions options) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => Generator.Generate(prompt, options)).Message);
        Refused("at least one token", [], new());
        Refused("MaxLength to be more than the prompt's 3", [1, 2, 3], new() { MaxLength = 3 });
        Refused("all texts would be the same", [1], new() { ReturnSequences = 2 });
        Refused("found both", [1], new() { Sample = true, Beams = 2 });
        Refused("temperature", [1], new() { Sample = true, Temperature = 0 });
        Refused("above 0, at most 1", [1], new() { Sample = true, TopP = -1 });
        Assert.Throws<ArgumentException>(() => Generator.Stream([1], new() { Beams = 2 }));
    }

    private long Next(long[] ids)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return _gpt.call(tensor(ids).unsqueeze(0), null)[0, -1].argmax().ToInt64();
    }

    private double LogProbability(long[] text, int prompt)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor log = _gpt.call(tensor(text).unsqueeze(0), null)[0].log_softmax(-1);
        return Enumerable.Range(prompt, text.Length - prompt).Sum(place => log[place - 1, text[place]].ToDouble());
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach (var (one, other) in expected.Zip(found))
            Assert.Equal(one, other, 1e-5);
    }
}
