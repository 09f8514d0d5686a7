using System.Text.Json;
using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class BytePairFilesTests : IDisposable
{
    private const string Text = "the cat and the hat, the cat's hat: that fat cat sat. ";
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-bpe-").FullName;
    private readonly BytePairTrainer _trainer = new(Text);
    private readonly LearnedMerge[] _merges;
    private readonly BytePairTokenizer _tokenizer;

    public BytePairFilesTests()
    {
        _merges = [.. _trainer.Learn(12)];
        _tokenizer = _trainer.ToTokenizer();
        _trainer.Save(_folder);
    }

    private string Merges => Path.Combine(_folder, "merges.txt");

    private string Vocabulary => Path.Combine(_folder, "vocab.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Hugging_Faces_two_files_come_back() => AssertSame(BytePairTokenizer.Load(_folder));

    [Fact]
    public void So_do_OpenAIs()
    {
        File.Move(Merges, Path.Combine(_folder, "vocab.bpe"));
        File.Move(Vocabulary, Path.Combine(_folder, "encoder.json"));
        AssertSame(BytePairTokenizer.Load(_folder));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void So_does_the_one_file_with_merges_in_either_form(bool asPairs)
    {
        var vocabulary = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(Vocabulary))!;
        vocabulary.Remove(BytePairTokenizer.EndOfText, out int end);
        string path = Write("tokenizer.json", Json(new
        {
            added_tokens = new[] { new { id = end, content = BytePairTokenizer.EndOfText, special = true } },
            pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false },
            model = new { type = "BPE", vocab = vocabulary, merges = File.ReadLines(Merges).Skip(1).Select(line => asPairs ? (object)line.Split(' ') : line) },
        }));
        AssertSame(BytePairTokenizer.Load(path));
        File.Delete(Merges);
        AssertSame(BytePairTokenizer.Load(_folder));
    }

    [Theory]
    [InlineData("{\"model\": {\"type\": \"WordPiece\"}}", "expected model.type to be BPE, as GPT-2 has it; found WordPiece")]
    [InlineData("{\"model\": {\"type\": \"BPE\"}, \"pre_tokenizer\": {\"type\": \"Metaspace\"}}", "expected pre_tokenizer.type to be ByteLevel, as GPT-2 has it; found Metaspace")]
    [InlineData("{\"model\": {\"type\": \"BPE\"}, \"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": true}}", "add_prefix_space")]
    [InlineData("{\"model\": 3", "this is no tokenizer.json")]
    [InlineData("[]", "this is no tokenizer.json")]
    public void Another_kind_of_tokenizer_is_refused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => BytePairTokenizer.Load(Write("tokenizer.json", json))).Message);

    [Theory]
    [InlineData("a", "expected two tokens with one blank between them; found \"a\"")]
    [InlineData("a  b", "expected two tokens with one blank between them")]
    [InlineData("a b c", "expected two tokens with one blank between them")]
    [InlineData("q z", "\"qz\" of the merge \"q z\" is no token of")]
    [InlineData("🙂 a", "\"🙂\" of the merge \"🙂 a\" is no token of")]
    public void A_broken_line_of_merges_is_told_with_its_number(string line, string message)
    {
        string[] lines = File.ReadAllLines(Merges);
        File.WriteAllLines(Merges, [.. lines[..5], line, .. lines[5..]]);
        string found = Assert.Throws<InvalidDataException>(() => BytePairTokenizer.Load(_folder)).Message;
        Assert.StartsWith($"{Merges}, line 6: ", found);
        Assert.Contains(message, found);
    }

    [Fact]
    public void A_merge_that_stands_there_twice_is_told()
    {
        File.AppendAllText(Merges, File.ReadAllLines(Merges)[3] + "\n");
        Assert.Contains("line 14: the merge of", Assert.Throws<InvalidDataException>(() => BytePairTokenizer.Load(_folder)).Message);
    }

    [Theory]
    [InlineData("{\"a\": 0, \"b\": 0}", "expected each of the ids 0 to 1 once; \"b\" has 0, as another token")]
    [InlineData("{\"a\": 7}", "expected each of the ids 0 to 0 once; \"a\" has 7")]
    [InlineData("{\"a\": 0}", "expected a token for each of the 256 bytes; there is none for 0x21")]
    [InlineData("{\"深\": 0}", "\"深\" (id 0) has a character that stands for no byte")]
    [InlineData("{\"a\": \"b\"}", "expected tokens with their ids")]
    [InlineData("{\"a\": 1", "expected tokens with their ids")]
    public void A_broken_vocabulary_is_told(string json, string message)
    {
        File.WriteAllText(Vocabulary, json);
        File.WriteAllText(Merges, "#version: 0.2\n");
        string found = Assert.Throws<InvalidDataException>(() => BytePairTokenizer.Load(_folder)).Message;
        Assert.StartsWith(Vocabulary, found);
        Assert.Contains(message, found);
    }

    [Fact]
    public void Where_no_files_are_the_message_lists_what_was_expected()
    {
        File.Delete(Merges);
        string message = Assert.Throws<FileNotFoundException>(() => BytePairTokenizer.Load(_folder)).Message;
        Assert.Contains("expected vocab.bpe and encoder.json, or merges.txt and vocab.json, or tokenizer.json; found vocab.json", message);
        Assert.Contains("there is no such folder", Assert.Throws<FileNotFoundException>(() => BytePairTokenizer.Load(Path.Combine(_folder, "none"))).Message);
        Assert.Contains("expected tokenizer.json", Assert.Throws<InvalidDataException>(() => BytePairTokenizer.Load(Write("weights.bin", ""))).Message);
    }

    [Fact]
    public void The_most_frequent_pair_is_learned_first()
    {
        // "at" stands 8 times in the text, "th" 4 times.
        Assert.Equal("at", _merges[0].Merged);
        Assert.Equal(8, _merges[0].Count);
        Assert.Equal("#0  a + t → at  (8 times)", _merges[0].ToString());
        Assert.True(_merges.Zip(_merges.Skip(1)).All(pair => pair.First.Count >= pair.Second.Count));
        Assert.Equal(_merges, new BytePairTrainer(Text).Learn(12));
        Assert.Equal(256 + 12, _trainer.TokenCount);
        Assert.Equal(256 + 12 + 1, _tokenizer.VocabularySize);
        Assert.Equal(_trainer.TextLength, _tokenizer.Encode(Text).Length);
    }

    [Fact]
    public void Learning_ends_where_nothing_is_left_to_merge()
    {
        var trainer = new BytePairTrainer("abcabc bc");
        LearnedMerge[] merges = [.. trainer.Learn(1000)];
        Assert.Equal(2, trainer.TextLength);
        Assert.Equal("bc", merges[0].Merged);
        BytePairTokenizer tokenizer = trainer.ToTokenizer();
        Assert.Equal(["abcabc", "Ġbc"], tokenizer.Encode("abcabc bc").Select(tokenizer.Token));
        Assert.Throws<ArgumentException>(() => new BytePairTrainer(""));
    }

    [Fact]
    public void The_tokenizer_cuts_the_text_as_the_trainer_did()
    {
        // Many merges of few letters: long chains, in which the order of the merges decides.
        string text = string.Concat(Enumerable.Range(0, 4000).Select(i => "ab c"[i * i * 7 % 61 % 4]));
        var trainer = new BytePairTrainer(text);
        int merges = trainer.Learn(200).Count();
        BytePairTokenizer tokenizer = trainer.ToTokenizer();
        Assert.Equal(merges, tokenizer.MergeCount);
        Assert.Equal(trainer.TextLength, tokenizer.Encode(text).Length);
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void Characters_are_numbered_in_order()
    {
        var tokenizer = new CharacterTokenizer("hello 🙂");
        Assert.Equal(" ehlo🙂", tokenizer.Vocabulary);
        Assert.Equal([2L, 1, 3, 3, 4, 0, 5], tokenizer.Encode("hello 🙂"));
        Assert.Equal("hello 🙂", tokenizer.Decode(tokenizer.Encode("hello 🙂")));
        Assert.Contains("found 'x' (U+0078)", Assert.Throws<ArgumentException>(() => tokenizer.Encode("hex")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([6]));
        Assert.Throws<ArgumentException>(() => new CharacterTokenizer(""));
    }

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private void AssertSame(BytePairTokenizer read)
    {
        Assert.Equal(_tokenizer.VocabularySize, read.VocabularySize);
        Assert.Equal(_tokenizer.EndOfTextId, read.EndOfTextId);
        const string text = "That cat's hat 深!<|endoftext|> the fat";
        Assert.Equal(_tokenizer.Encode(text), read.Encode(text));
        Assert.Equal(text, read.Decode(read.Encode(text)));
    }
}
