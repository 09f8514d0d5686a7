using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace AigcNotebooks.Torch.Tests;

/// <summary>Layers of several inputs, with inputs that fit now and then: each call may throw, none may end the process. (libtorch 1.13 writes past its
/// memory for some offsets of an EmbeddingBag; such calls must not reach it.)</summary>
public sealed class SequenceFuzzTests
{
    private readonly FuzzValues _values = new(new Random(1));

    [Fact]
    public void No_bad_call_ends_the_process()
    {
        int calls = Environment.GetEnvironmentVariable("AIGC_SOAK") == "true" ? 10_000 : 600, worked = 0;
        Func<Tensor>[] kinds = [Embedding, EmbeddingBag, Recurrent, Cell, Packed, Attention, Transformer];
        for (int i = 0; i < calls; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            try
            {
                Tensor result = kinds[i % kinds.Length]();
                if (!result.IsInvalid && result.requires_grad)
                    result.sum().backward();
                worked++;
            }
            catch (Exception e)
            {
                Assert.False(e is NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException, e.ToString());
            }
        }
        Assert.InRange(worked, calls / 20, calls);
    }

    private Tensor Embedding()
    {
        using var layer = nn.Embedding(10, 4, Coin() ? 2 : null, Coin() ? 1 : null, scale_grad_by_freq: Coin());
        return layer.call(Coin() ? Indices() : Any());
    }

    private Tensor EmbeddingBag()
    {
        using var layer = nn.EmbeddingBag(10, 4, Coin() ? 1 : null, scale_grad_by_freq: Coin(), mode: (EmbeddingBagMode)Below(3), include_last_offset: Coin(), padding_index: Coin() ? 2 : -1);
        Tensor offsets = randint(Coin() ? 0 : -2, 9, [Below(5)]);
        return layer.call(Coin() ? Indices() : Any(), Below(3) switch { 0 => null, 1 => Any(), _ => Coin() ? offsets.sort().Values * arange(offsets.numel()).clamp(max: 1) : offsets }, Maybe());
    }

    private Tensor Recurrent()
    {
        (Tensor, Tensor)? states = Coin() ? (Any(), Any()) : null;
        switch (Below(3))
        {
            case 0:
                using (var layer = nn.LSTM(4, 3, Below(2) + 1, batchFirst: Coin(), bidirectional: Coin()))
                    return layer.call(Sequence(), states).Item1;
            case 1:
                using (var layer = nn.GRU(4, 3, Below(2) + 1, bidirectional: Coin()))
                    return layer.call(Sequence(), states?.Item1).Item2;
            default:
                using (var layer = nn.RNN(4, 3, Below(2) + 1, bias: Coin()))
                    return layer.call(Sequence(), states?.Item1).Item1;
        }
    }

    private Tensor Cell()
    {
        using var lstm = nn.LSTMCell(4, 3);
        using var gru = nn.GRUCell(4, 3);
        return Coin() ? lstm.call(Sequence(), Coin() ? (Any(), Any()) : null).Item2 : gru.call(Sequence(), Maybe()!);
    }

    private Tensor Packed()
    {
        PackedSequence packed = pack_padded_sequence(Sequence(), Coin() ? Any() : randint(Coin() ? 1 : -2, 7, [Below(3) + 1]), Coin(), Coin());
        using var layer = nn.LSTM(4, 3);
        return Coin() ? layer.call(packed, Coin() ? (Any(), Any()) : null).Item3 : pad_packed_sequence(packed, Coin(), total_length: Coin() ? Below(9) - 1 : null).Item1;
    }

    private Tensor Attention()
    {
        Tensor query = Sequence(), key = Coin() ? query : Sequence();
        if (Coin())
            return nn.functional.scaled_dot_product_attention(query, key, key, Maybe(), Coin() ? 0.5 : 0, Coin());
        using var layer = nn.MultiheadAttention(4, Below(2) + 1, add_bias_kv: Coin(), add_zero_attn: Coin());
        return layer.call(query, key, key, Maybe(), Coin(), Maybe()).Item1;
    }

    private Tensor Transformer()
    {
        using var layer = nn.Transformer(4, 2, 1, 1, 8);
        return layer.call(Sequence(), Sequence(), Maybe(), Maybe(), src_key_padding_mask: Maybe());
    }

    private bool Coin() => Below(2) == 0;

    private int Below(int end) => _values.Random.Next(end);

    private Tensor Any() => _values.MakeTensor() ?? rand(3, 4);

    private Tensor? Maybe() => Below(3) == 0 ? Any() : null;

    private Tensor Indices() => randint(0, 10, Coin() ? [Below(9)] : [Below(4), Below(5)]);

    private Tensor Sequence() => Below(4) switch { 0 => Any(), 1 => rand(Below(5), 4).requires_grad_(), _ => rand(5, 2, 4).requires_grad_() };
}
