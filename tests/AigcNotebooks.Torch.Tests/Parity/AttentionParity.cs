using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class AttentionParity
{
    private static readonly Golden Golden = new("attention")
    {
        { "sdpa", x => scaled_dot_product_attention(x[0], x[1], x[2]) },
        { "sdpa bool mask", x => scaled_dot_product_attention(x[0], x[1], x[2], x[3] | eye(5, 6).to_type(ScalarType.Bool)) },
        { "sdpa added mask", x => scaled_dot_product_attention(x[0], x[1], x[2], x[3]) },
        { "sdpa causal", x => scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true) },
        { "sdpa dropout", x => scaled_dot_product_attention(x[0], x[1], x[2], p: 0.4) },
        { "MultiheadAttention self", () => nn.MultiheadAttention(8, 2), (m, x) => Both(m.call(x[0], x[0], x[0])) },
        { "MultiheadAttention cross", () => nn.MultiheadAttention(8, 4, bias: false), (m, x) => Both(m.call(x[0], x[1], x[2])) },
        { "MultiheadAttention sizes", () => nn.MultiheadAttention(8, 2, kdim: 3, vdim: 6), (m, x) => Both(m.call(x[0], x[1], x[2])) },
        { "MultiheadAttention no weights", () => nn.MultiheadAttention(8, 2, dropout: 0.3), (m, x) => [m.call(x[0], x[0], x[0], null, false, Causal()).Item1] },
        { "MultiheadAttention dropout", () => nn.MultiheadAttention(8, 2, dropout: 0.3), (m, x) => Both(m.call(x[0], x[1], x[2])) },
        { "MultiheadAttention masks", () => nn.MultiheadAttention(8, 2), (m, x) => Both(m.call(x[0], x[1], x[2], Padding(), attn_mask: x[3])) },
        { "MultiheadAttention mask a head", () => nn.MultiheadAttention(8, 2), (m, x) => Both(m.call(x[0], x[1], x[2], attn_mask: x[3])) },
        { "MultiheadAttention more keys", () => nn.MultiheadAttention(8, 2, add_bias_kv: true, add_zero_attn: true), (m, x) => Both(m.call(x[0], x[1], x[2], Padding(), attn_mask: x[3])) },
        { "TransformerEncoderLayer", () => nn.TransformerEncoderLayer(8, 2, 16, dropout: 0.2) },
        { "TransformerEncoderLayer gelu", () => nn.TransformerEncoderLayer(8, 2, 16, dropout: 0, nn.Activations.GELU), (m, x) => [m.call(x[0], Added(), Last())] },
        { "TransformerEncoder", () => { using var layer = nn.TransformerEncoderLayer(8, 2, 16); return nn.TransformerEncoder(layer, 2); }, (m, x) => [m.call(x[0], Added())] },
        { "TransformerDecoderLayer", () => nn.TransformerDecoderLayer(8, 2, 16, dropout: 0.2), (m, x) => [m.call(x[0], x[1])] },
        { "TransformerDecoderLayer masks", () => nn.TransformerDecoderLayer(8, 2, 16, dropout: 0, nn.Activations.GELU), (m, x) => [m.call(x[0], x[1], Added(), x[2], null, Padding())] },
        { "TransformerDecoder", () => { using var layer = nn.TransformerDecoderLayer(8, 2, 16); return nn.TransformerDecoder(layer, 2); }, (m, x) => [m.call(x[0], x[1], Added())] },
        { "Transformer", () => nn.Transformer(8, 2, 2, 1, 16), (m, x) => [m.call(x[0], x[1])] },
        { "Transformer masks", () => nn.Transformer(8, 2, 1, 2, 16, dropout: 0, nn.Activations.GELU),
            (m, x) => [m.call(x[0], x[1], null, Added(), src_key_padding_mask: Padding(), memory_key_padding_mask: Padding())] },
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
        using MultiheadAttention attention = nn.MultiheadAttention(8, 2);
        Tensor x = rand(5, 2, 8);
        Assert.Contains("[5, 2, 9]", Assert.Throws<ArgumentException>(() => attention.call(rand(5, 2, 9), x, x)).Message);
        Assert.Contains("expected [5, 5] or [4, 5, 5]", Assert.Throws<ArgumentException>(() => attention.call(x, x, x, attn_mask: ones(5, 6))).Message);
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => attention.call(x, x, x, attn_mask: ones(5, 5, ScalarType.Int64))).Message);
        Assert.Throws<ArgumentException>(() => nn.MultiheadAttention(8, 3));
        Assert.Throws<ArgumentException>(() => scaled_dot_product_attention(x, x, x, p: 1.5));
        Assert.Throws<ArgumentException>(() => scaled_dot_product_attention(x, x, x, attn_mask: Causal(), is_casual: true));
        Assert.Null(attention.call(x, x, x, need_weights: false).Item2);
    }

    [Fact]
    public void Only_the_result_stays_in_the_scope_and_modules_outlive_the_scope_they_were_made_in()
    {
        Transformer model;
        using (NewDisposeScope())
            model = nn.Transformer(8, 2, 1, 1, 16);
        using var scope = NewDisposeScope();
        using var x = rand(5, 2, 8);
        _ = model.call(x, x);
        Assert.Equal(2, scope.DisposablesCount);
        model.Dispose();
    }

    private static Tensor Causal() => ones(5, 5, ScalarType.Bool).triu(1);

    private static Tensor Added() => zeros(5, 5).masked_fill(Causal(), double.NegativeInfinity);

    private static Tensor Padding() => tensor(new[,] { { false, false, true, false, true, true }, { false, false, false, false, false, false } });

    private static Tensor Last() => tensor(new[,] { { false, false, false, false, true }, { false, false, false, false, false } });

    private static Tensor[] Both(Tuple<Tensor, Tensor> results) => [results.Item1, results.Item2];
}
