using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class EmbeddingParity
{
    private static readonly Golden Golden = new("embedding")
    {
        { "Embedding", () => nn.Embedding(10, 4) },
        { "Embedding padding_idx", () => nn.Embedding(10, 4, padding_idx: 3) },
        { "Embedding padding_idx from the end", () => nn.Embedding(10, 4, padding_idx: -2) },
        { "Embedding max_norm", () => nn.Embedding(10, 4, max_norm: 1) },
        { "Embedding max_norm norm_type", () => nn.Embedding(10, 4, max_norm: 1.5, norm_type: 1) },
        { "Embedding scale_grad_by_freq", () => nn.Embedding(10, 4, scale_grad_by_freq: true) },
        { "Embedding f64", () => nn.Embedding(10, 4, dtype: ScalarType.Float64) },
        { "Embedding_from_pretrained", () => nn.Embedding_from_pretrained(Table(), freeze: false, padding_idx: 1) },
        { "Embedding_from_pretrained frozen", () => nn.Embedding_from_pretrained(Table()) },
        { "EmbeddingBag sum", () => nn.EmbeddingBag(10, 4, mode: EmbeddingBagMode.Sum), (m, x) => [m.call(x[0])] },
        { "EmbeddingBag mean", () => nn.EmbeddingBag(10, 4), (m, x) => [m.call(x[0])] },
        { "EmbeddingBag max", () => nn.EmbeddingBag(10, 4, mode: EmbeddingBagMode.Max), (m, x) => [m.call(x[0])] },
        { "EmbeddingBag sum offsets", () => nn.EmbeddingBag(10, 4, mode: EmbeddingBagMode.Sum), (m, x) => [m.call(x[0], Offsets(0, 2, 2, 5))] },
        { "EmbeddingBag mean offsets", () => nn.EmbeddingBag(10, 4), (m, x) => [m.call(x[0], Offsets(0, 2, 2, 5))] },
        { "EmbeddingBag max offsets", () => nn.EmbeddingBag(10, 4, mode: EmbeddingBagMode.Max), (m, x) => [m.call(x[0], Offsets(0, 2, 2, 5))] },
        { "EmbeddingBag last offset", () => nn.EmbeddingBag(10, 4, mode: EmbeddingBagMode.Sum, include_last_offset: true), (m, x) => [m.call(x[0], Offsets(0, 2, 6))] },
        { "EmbeddingBag weights", () => nn.EmbeddingBag(10, 4, mode: EmbeddingBagMode.Sum), (m, x) => [m.call(x[0], null, x[1])] },
        { "EmbeddingBag padding", () => nn.EmbeddingBag(10, 4, padding_index: 3), (m, x) => [m.call(x[0])] },
        { "EmbeddingBag max_norm", () => nn.EmbeddingBag(10, 4, max_norm: 1), (m, x) => [m.call(x[0])] },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using var scope = NewDisposeScope();
        using var bag = nn.EmbeddingBag(10, 4);
        Assert.Contains("offsets", Assert.Throws<ArgumentException>(() => bag.call(arange(3))).Message);
        Assert.Contains("one bag at least", Assert.Throws<ArgumentException>(() => bag.call(arange(3), Offsets())).Message);
        Assert.Contains("one is 1 after 2", Assert.Throws<ArgumentException>(() => bag.call(arange(3), Offsets(0, 2, 1))).Message);
        Assert.Contains("at most 3; one is 4", Assert.Throws<ArgumentException>(() => bag.call(arange(3), Offsets(0, 4))).Message);
        using var last = nn.EmbeddingBag(10, 4, include_last_offset: true);
        Assert.Contains("number of indices, 3; it is 2", Assert.Throws<ArgumentException>(() => last.call(arange(3), Offsets(0, 2))).Message);
        Assert.Equal([2L, 4L], last.call(arange(4).reshape(2, 2)).shape);
        Assert.Contains("no offsets", Assert.Throws<ArgumentException>(() => bag.call(arange(4).reshape(2, 2), Offsets(0))).Message);
        Assert.Contains("Sum", Assert.Throws<ArgumentException>(() => bag.call(arange(4).reshape(2, 2), null, ones(2, 2))).Message);
        Assert.Contains("within the 10 embeddings; it is 10", Assert.Throws<ArgumentException>(() => nn.Embedding(10, 4, padding_idx: 10)).Message);
        Assert.ThrowsAny<Exception>(() => nn.Embedding(10, 4).call(tensor(new long[] { 10 })));
        Assert.Contains("2-dimensional", Assert.Throws<ArgumentException>(() => nn.Embedding_from_pretrained(rand(3))).Message);
    }

    private static Tensor Table() => arange(12f).reshape(4, 3);

    private static Tensor Offsets(params long[] offsets) => tensor(offsets);
}
