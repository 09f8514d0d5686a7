using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class RecurrentParity
{
    private static readonly Golden Golden = new("recurrent")
    {
        { "LSTM", () => nn.LSTM(4, 5), Run },
        { "LSTM states", () => nn.LSTM(4, 5), Run },
        { "LSTM layers", () => nn.LSTM(4, 5, numLayers: 2, bidirectional: true), Run },
        { "LSTM batch first", () => nn.LSTM(4, 5, batchFirst: true, bias: false), Run },
        { "LSTM dropout", () => nn.LSTM(4, 5, numLayers: 2, dropout: 0.5), Run },
        { "LSTM f64", () => nn.LSTM(4, 5, dtype: ScalarType.Float64), Run },
        { "GRU", () => nn.GRU(4, 5), Run },
        { "GRU states", () => nn.GRU(4, 5), Run },
        { "GRU layers", () => nn.GRU(4, 5, numLayers: 2, bidirectional: true), Run },
        { "GRU batch first", () => nn.GRU(4, 5, batchFirst: true, bias: false), Run },
        { "GRU dropout", () => nn.GRU(4, 5, numLayers: 2, dropout: 0.5), Run },
        { "GRU f64", () => nn.GRU(4, 5, dtype: ScalarType.Float64), Run },
        { "RNN", () => nn.RNN(4, 5), Run },
        { "RNN states", () => nn.RNN(4, 5), Run },
        { "RNN layers", () => nn.RNN(4, 5, numLayers: 2, bidirectional: true), Run },
        { "RNN batch first", () => nn.RNN(4, 5, batchFirst: true, bias: false), Run },
        { "RNN dropout", () => nn.RNN(4, 5, numLayers: 2, dropout: 0.5), Run },
        { "RNN f64", () => nn.RNN(4, 5, dtype: ScalarType.Float64), Run },
        { "RNN relu", () => nn.RNN(4, 5, nonLinearity: nn.NonLinearities.ReLU), Run },
        { "LSTMCell", () => nn.LSTMCell(4, 5), (m, x) => Pair(m.call(x[0])) },
        { "LSTMCell states", () => nn.LSTMCell(4, 5), (m, x) => Pair(m.call(x[0], (x[1], x[2]))) },
        { "GRUCell", () => nn.GRUCell(4, 5), (m, x) => [m.call(x[0], null)] },
        { "GRUCell states", () => nn.GRUCell(4, 5, bias: false), (m, x) => [m.call(x[0], x[1])] },
        { "RNNCell", () => nn.RNNCell(4, 5), (m, x) => [m.call(x[0], null)] },
        { "RNNCell states", () => nn.RNNCell(4, 5, nn.NonLinearities.ReLU), (m, x) => [m.call(x[0], x[1])] },
        { "LSTM packed", () => nn.LSTM(4, 5, bidirectional: true), (m, x) => { var (y, h, c) = m.call(Pack(x[0]), x.Length > 1 ? (x[1], x[2]) : null); return [Unpack(y), h, c]; } },
        { "GRU packed", () => nn.GRU(4, 5, numLayers: 2), (m, x) => { var (y, h) = m.call(Pack(x[0]), x.ElementAtOrDefault(1)); return [Unpack(y), h]; } },
        { "RNN packed", () => nn.RNN(4, 5), (m, x) => { var (y, h) = m.call(Pack(x[0])); return [Unpack(y), h]; } },
        { "pack_padded_sequence", x => Parts(pack_padded_sequence(x[0], tensor(new long[] { 6, 4, 1 }))) },
        { "pack_padded_sequence unsorted", x => Parts(pack_padded_sequence(x[0], tensor(new long[] { 2, 6, 4 }), batch_first: true, enforce_sorted: false)) },
        { "pad_sequence", x => new[] { pad_sequence(x), pad_sequence(x, batch_first: true, padding_value: 2) } },
        { "pack_sequence", x => Pair(pad_packed_sequence(pack_sequence(x, enforce_sorted: false), batch_first: true, total_length: 7)) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    [Fact]
    public void Layers_answer_for_their_weights_by_number()
    {
        using RNN rnn = nn.RNN(4, 5, numLayers: 2, bidirectional: true);
        Assert.Same(rnn.get_parameter("weight_hh_l1_reverse"), rnn.get_weight_hh(3));
        Assert.Same(rnn.get_parameter("bias_ih_l0"), rnn.get_bias_ih(0));
        Assert.Null(rnn.get_weight_ih(4));
        rnn.flatten_parameters();
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using var scope = NewDisposeScope();
        using LSTM lstm = nn.LSTM(4, 5);
        Assert.Contains("[7, 3, 6]", Assert.Throws<ArgumentException>(() => lstm.call(rand(7, 3, 6))).Message);
        Assert.Contains("expected an initial state of [1, 3, 5], but got [1, 2, 5]", Assert.Throws<ArgumentException>(() => lstm.call(rand(7, 3, 4), (rand(1, 3, 5), rand(1, 2, 5)))).Message);
        Assert.Throws<ArgumentException>(() => nn.GRU(0, 5));
        Assert.Throws<ArgumentException>(() => nn.GRU(3, 5, dropout: 2));
        Assert.Throws<ArgumentException>(() => pad_packed_sequence(Pack(rand(6, 3, 1)), total_length: 3));
    }

    [Fact]
    public void Only_the_results_stay_in_the_scope()
    {
        using LSTM lstm = nn.LSTM(4, 5, bidirectional: true);
        using Tensor x = rand(6, 3, 4);
        using var scope = NewDisposeScope();
        _ = lstm.call(x);
        Assert.Equal(3, scope.DisposablesCount);
        PackedSequence packed = Pack(x);
        Assert.Equal(3 + 4, scope.DisposablesCount - 1);
        _ = lstm.call(packed);
        Assert.Equal(3 + 4 + 4 + 2, scope.DisposablesCount - 1);
        packed.Dispose();
        Assert.True(packed.data.IsInvalid);
    }

    private static Tensor[] Run(LSTM m, Tensor[] x)
    {
        (Tensor y, Tensor h, Tensor c) = m.call(x[0], x.Length > 1 ? (x[1], x[2]) : null);
        return [y, h, c];
    }

    private static Tensor[] Run(GRU m, Tensor[] x) => Pair(m.call(x[0], x.ElementAtOrDefault(1)));

    private static Tensor[] Run(RNN m, Tensor[] x) => Pair(m.call(x[0], x.ElementAtOrDefault(1)));

    private static Tensor[] Pair((Tensor, Tensor) results) => [results.Item1, results.Item2];

    private static PackedSequence Pack(Tensor x) => pack_padded_sequence(x, tensor(new long[] { 2, 6, 4 }), enforce_sorted: false);

    private static Tensor Unpack(PackedSequence sequence) => pad_packed_sequence(sequence, padding_value: -1).Item1;

    private static Tensor[] Parts(PackedSequence sequence) =>
        [.. new[] { sequence.data, sequence.batch_sizes, sequence.sorted_indices, sequence.unsorted_indices }.OfType<Tensor>()];
}
