using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class WordTokenizerTests
{
    private static readonly WordTokenizer Small = new(["The seven rises, slowly.", "a seven falls", "don't move 42"]);

    [Fact]
    public void The_vocabulary_is_the_texts_words_in_order_after_padding_and_unknown() =>
        Assert.Equal(["<pad>", "<unk>", ",", ".", "42", "a", "don't", "falls", "move", "rises", "seven", "slowly", "the"], Small.Vocabulary);

    [Theory]
    [InlineData("Digit 7 is moving UP-and-down!", "digit|7|is|moving|up|-|and|-|down|!")]
    [InlineData("  the\tseven’s\n rise…", "the|seven’s|rise|…")]
    [InlineData("7up 'tis Ä́b", "7|up|'|tis|ä́b")]
    [InlineData(" \n", "")]
    public void Words_numbers_and_marks_are_split(string text, string words) => Assert.Equal(words, string.Join('|', WordTokenizer.Split(text)));

    [Fact]
    public void Captions_become_rows_of_ids_with_padding_behind()
    {
        using var scope = NewDisposeScope();
        var ids = Small.Encode(["a seven", "THE seven rises ; quickly ,", "42"]);
        Assert.Equal(ScalarType.Int64, ids.dtype);
        Assert.Equal([3L, 5], ids.shape);
        Assert.Equal([5L, 10, 0, 0, 0, 12, 10, 9, 1, 2, 4, 0, 0, 0, 0], ids.data<long>().ToArray());
        Assert.Equal([false, false, true, true, true], WordTokenizer.PaddingMask(ids)[0].data<bool>().ToArray());
        Assert.Equal([1L, 9], Small.Encode(["a seven"], length: 9).shape);
        Assert.Equal(["the", "<unk>", "rises"], Small.Words("the two rises"));
        Assert.Contains("\"a seven falls\" has 3", Assert.Throws<ArgumentException>(() => Small.Encode(["a", "a seven falls"], length: 2)).Message);
    }

    [Fact]
    public void Unknown_words_are_told_with_what_they_may_have_been_meant_for()
    {
        var unknown = Small.UnknownWords("the sevne fals hovering, hovering");
        Assert.Equal(["sevne", "fals", "hovering"], unknown.Select(word => word.Word));
        Assert.Equal(["seven"], unknown[0].Near);
        Assert.Equal(["falls"], unknown[1].Near);
        Assert.Empty(unknown[2].Near);
        string said = Small.Explain("the sevne hovering");
        Assert.Contains("read as: the <unk> <unk>", said);
        Assert.Contains("\"sevne\" is unknown and means nothing to the model; it knows \"seven\".", said);
        Assert.Contains("\"hovering\" is unknown", said);
        Assert.Equal("read as: a seven falls", Small.Explain("A seven falls!"));
    }

    [Fact]
    public void Unknown_words_are_refused_on_wish()
    {
        string message = Assert.Throws<ArgumentException>(() => Small.Encode(["a seven falls", "the sevne hovering"], refuseUnknown: true)).Message;
        Assert.Contains("in \"the sevne hovering\", \"sevne\" is unknown", message);
        Assert.Contains("it knows \"seven\"", message);
        Assert.Contains("\"hovering\" is unknown", message);
        Assert.Equal([1L, 3], Small.Encode(["A seven falls!"], refuseUnknown: true).shape);
    }

    [Theory, InlineData(""), InlineData("  "), InlineData("?!")]
    public void An_empty_caption_is_an_error_that_says_what_is_expected(string text)
    {
        foreach (Action use in (Action[])[() => Small.Encode(["a seven", text]), () => Small.Explain(text), () => Small.Words(text)])
        {
            string message = Assert.Throws<ArgumentException>(use).Message;
            Assert.Contains("The caption is empty", message);
            Assert.Contains($"found \"{text}\"", message);
        }
        Assert.Contains("no word", Assert.Throws<ArgumentException>(() => new WordTokenizer([text.Trim('?', '!')])).Message);
        Assert.Contains("at least one caption", Assert.Throws<ArgumentException>(() => Small.Encode([])).Message);
    }
}
