using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class BytePairTokenizerTests
{
    private static readonly Lazy<BytePairTokenizer> Real = new(() => BytePairTokenizer.Load(DataFile("gpt2")));
    private static readonly Lazy<JsonElement> Python = new(() => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "parity", "bpe.json"))).RootElement);

    [Fact]
    public void GPT_2s_ids_are_Pythons_and_come_back_as_the_text()
    {
        foreach (JsonElement one in Python.Value.GetProperty("cases").EnumerateArray())
        {
            string name = one.GetProperty("name").GetString()!;
            string text = new([.. one.GetProperty("units").Deserialize<int[]>()!.Select(unit => (char)unit)]);
            long[] ids = Gpt2().Encode(text);
            Assert.True(one.GetProperty("ids").Deserialize<long[]>()!.SequenceEqual(ids), $"{name}: found {string.Join(' ', ids)}");
            // Half a surrogate pair is no Unicode; it is read as the replacement character.
            Assert.Equal(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)), Gpt2().Decode(ids));
        }
    }

    [Fact]
    public void Parts_of_characters_decode_as_in_Python()
    {
        foreach (JsonElement part in Python.Value.GetProperty("parts").EnumerateArray())
            Assert.Equal(part.GetProperty("text").GetString(), Gpt2().Decode(part.GetProperty("ids").Deserialize<long[]>()!));
    }

    [Fact]
    public void All_of_Shakespeare_has_Pythons_tokens()
    {
        string text = File.ReadAllText(DataFile("tinyshakespeare", "input.txt"));
        long[] ids = Gpt2().Encode(text);
        var bytes = new byte[8 * ids.Length];
        for (int i = 0; i < ids.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), ids[i]);
        JsonElement expected = Python.Value.GetProperty("shakespeare");
        Assert.Equal(expected.GetProperty("count").GetInt32(), ids.Length);
        Assert.Equal(expected.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(text, Gpt2().Decode(ids));
    }

    [Fact]
    public void Every_character_of_Unicode_comes_back()
    {
        var text = new System.Text.StringBuilder();
        for (int code = 0; code <= 0x10FFFF; code++)
            if (code is < 0xD800 or > 0xDFFF)
                text.Append(char.ConvertFromUtf32(code)).Append(code % 7 == 0 ? " " : "");
        BytePairTokenizer tokenizer = new BytePairTrainer("the least text").ToTokenizer();
        Assert.Equal(text.ToString(), tokenizer.Decode(tokenizer.Encode(text.ToString())));
    }

    [Fact]
    public void The_facts_of_GPT_2s_vocabulary_hold()
    {
        Assert.Equal(50_257, Gpt2().VocabularySize);
        Assert.Equal(50_000, Gpt2().MergeCount);
        Assert.Equal(50_256, Gpt2().EndOfTextId);
        Assert.Equal("Ġworld", Gpt2().Token(995));
        Assert.Equal(" world", Gpt2().Decode([995]));
        Assert.Equal([15496L, 995], Gpt2().Encode("Hello world"));
    }

    [Fact]
    public void The_end_of_text_is_one_token_or_letters_as_is_asked()
    {
        const string text = "a<|endoftext|>b";
        Assert.Equal([64L, 50256, 65], Gpt2().Encode(text));
        long[] letters = Gpt2().Encode(text, readSpecialTokens: false);
        Assert.DoesNotContain(50256L, letters);
        Assert.Equal(text, Gpt2().Decode(letters));
        Assert.Equal(text, Gpt2().Decode([64, 50256, 65]));
        Assert.Equal("ab", Gpt2().Decode([64, 50256, 65], skipSpecialTokens: true));
        Assert.True(Gpt2().IsSpecial(50256));
        Assert.False(Gpt2().IsSpecial(64));
    }

    [Fact]
    public void An_id_outside_of_the_vocabulary_is_named()
    {
        BytePairTokenizer tokenizer = new BytePairTrainer("abab").ToTokenizer();
        Assert.Contains("0 to 256", Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([257])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([-1]));
    }

    [Fact]
    public void A_stream_shows_whole_characters_only()
    {
        BytePairTokenizer tokenizer = new BytePairTrainer("no merges").ToTokenizer();
        var stream = new TokenStream(tokenizer);
        long[] ids = tokenizer.Encode("a👍é");
        Assert.Equal(["a", "", "", "", "👍", "", "é"], ids.Select(stream.Next));
        Assert.Equal("", stream.End());
        Assert.Equal("", stream.Next(ids[1]));
        Assert.Equal("\uFFFD", stream.End());
        Assert.Equal("a", stream.Next(ids[0]));
        var quiet = new TokenStream(tokenizer, tokenizer.EndOfTextId);
        Assert.Equal(["a", ""], new[] { ids[0], tokenizer.EndOfTextId }.Select(quiet.Next));
        Assert.Equal(BytePairTokenizer.EndOfText, stream.Next(tokenizer.EndOfTextId));
    }

    [Fact]
    public void A_text_of_one_letter_a_million_times_is_soon_done() =>
        Assert.Equal(1_000_000, Gpt2().Decode(Gpt2().Encode(new string('a', 1_000_000))).Length);

    [Fact]
    public void Several_threads_may_use_one()
    {
        string text = string.Join(' ', Enumerable.Range(0, 5000).Select(i => (i * 7919 % 3001).ToString()));
        BytePairTokenizer tokenizer = new BytePairTrainer(text).ToTokenizer();
        long[] expected = tokenizer.Encode(text);
        Parallel.For(0, 8, _ => Assert.Equal(expected, tokenizer.Encode(text)));
    }

    private static BytePairTokenizer Gpt2() => Real.Value;

    private static string DataFile(params string[] names)
    {
        string path = Path.Combine([Environment.GetEnvironmentVariable("AIGC_DATA") ?? "", .. names]);
        if (!Path.Exists(path))
            Assert.Skip($"needs {string.Join('/', names)}: set AIGC_DATA to the folder that holds it");
        return path;
    }
}
