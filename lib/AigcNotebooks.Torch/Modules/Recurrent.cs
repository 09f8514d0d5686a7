using TorchSharp.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules;

/// <summary>What RNN, GRU and LSTM have in common: layers of one or two directions, their weights, and how they are run.</summary>
/// <param name="Operator">aten::rnn_tanh, rnn_relu, gru or lstm.</param>
/// <param name="Gates">How many matrices of hidden size stand in one weight.</param>
internal sealed record Recurrence(string Operator, int Gates, long InputSize, long HiddenSize, long Layers, bool Bias, bool BatchFirst, double Dropout, bool Bidirectional)
{
    private readonly Dictionary<string, Parameter> _byName = [];

    /// <summary>In the order in which the operators take them.</summary>
    private Parameter[] _weights = [];

    private int Directions => Bidirectional ? 2 : 1;

    /// <param name="own">Registers a parameter.</param>
    /// <exception cref="ArgumentException">A size is not positive, or dropout is no probability.</exception>
    internal Recurrence Initialise(Func<string, Tensor, Parameter> own, Device? device, ScalarType? dtype)
    {
        if (InputSize <= 0 || HiddenSize <= 0 || Layers <= 0)
            throw new ArgumentException($"{Operator} needs positive sizes; the input size is {InputSize}, the hidden size {HiddenSize}, and there are {Layers} layers.");
        if (Dropout is not (>= 0 and <= 1))
            throw new ArgumentException($"dropout must be a probability; it is {Dropout}.", "dropout");
        for (long layer = 0; layer < Layers; layer++)
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = $"_l{layer}{(direction == 1 ? "_reverse" : "")}";
                long rows = Gates * HiddenSize;
                Add("weight_ih" + suffix, empty(rows, layer == 0 ? InputSize : HiddenSize * Directions, dtype, device));
                Add("weight_hh" + suffix, empty(rows, HiddenSize, dtype, device));
                if (!Bias)
                    continue;
                Add("bias_ih" + suffix, empty(rows, dtype, device));
                Add("bias_hh" + suffix, empty(rows, dtype, device));
            }
        _weights = [.. _byName.Values];
        double bound = 1 / Math.Sqrt(HiddenSize);
        foreach (Parameter weight in _weights)
            nn.init.uniform_(weight, -bound, bound);
        return this;

        void Add(string name, Tensor data) => _byName.Add(name, own(name, data));
    }

    /// <summary>Layer <paramref name="index"/> / directions, direction <paramref name="index"/> % directions; null where there is none.</summary>
    internal Parameter? Weight(string kind, long index) =>
        _byName.GetValueOrDefault($"{kind}_l{index / Directions}{(index % Directions == 1 ? "_reverse" : "")}");

    /// <param name="input">(length, batch, features), (batch, length, features) where batch comes first, or (length, features).</param>
    /// <param name="states">(layers · directions, batch, hidden size) each, or without the batch; zeros where null.</param>
    /// <returns>The outputs and the last states, shaped like the input and the states.</returns>
    internal Tensor[] Run(Tensor input, Tensor[]? states, int count, bool training)
    {
        if (input.ndim is not (2 or 3) || input.size(-1) != InputSize)
            throw new ArgumentException($"{Operator}: expected an input of 2 or 3 dimensions, the last of size {InputSize}, but got [{string.Join(", ", input.shape)}].", nameof(input));
        bool batched = input.ndim == 3;
        int batchDim = BatchFirst ? 0 : 1;
        using var scope = NewDisposeScope();
        Tensor sequence = batched ? input : input.unsqueeze(batchDim);
        Tensor[] start = States(states, count, sequence, sequence.size(batchDim), batched);
        Tensor[] results = Aten.CallMany(Overload("input"), sequence, Hidden(start), _weights, Bias, Layers, Dropout, training, Bidirectional, BatchFirst);
        if (!batched)
            results = [results[0].squeeze(batchDim), .. results[1..].Select(state => state.squeeze(1))];
        scope.MoveToOuter(results);
        return results;
    }

    internal (PackedSequence output, Tensor[] states) Run(PackedSequence input, Tensor[]? states, int count, bool training)
    {
        using var scope = NewDisposeScope();
        long batch = input.batch_sizes.data<long>()[0];
        Tensor[] start = States(states, count, input.data, batch, batched: true);
        if (states is not null && input.sorted_indices is { } sorted)
            start = [.. start.Select(state => state.index_select(1, sorted))];
        Tensor[] results = Aten.CallMany(Overload("data"), input.data, input.batch_sizes, Hidden(start), _weights, Bias, Layers, Dropout, training, Bidirectional);
        Tensor[] last = input.unsorted_indices is { } unsorted ? [.. results[1..].Select(state => state.index_select(1, unsorted))] : results[1..];
        scope.MoveToOuter(last);
        var output = new PackedSequence(results[0], input.batch_sizes.alias(), input.sorted_indices?.alias(), input.unsorted_indices?.alias());
        return (output.MoveToOuterDisposeScope(), last);
    }

    private string Overload(string kind) => (Operator, kind) switch
    {
        ("lstm", "input") => "lstm.input",
        ("lstm", _) => "lstm.data",
        ("gru", "input") => "gru.input",
        ("gru", _) => "gru.data",
        ("rnn_relu", "input") => "rnn_relu.input",
        ("rnn_relu", _) => "rnn_relu.data",
        (_, "input") => "rnn_tanh.input",
        _ => "rnn_tanh.data",
    };

    /// <summary>Only lstm takes a list.</summary>
    private static Argument Hidden(Tensor[] states) => states.Length == 1 ? states[0] : states;

    private Tensor[] States(Tensor[]? given, int count, Tensor input, long batch, bool batched)
    {
        long[] shape = [Layers * Directions, batch, HiddenSize];
        if (given is null)
            return [.. Enumerable.Range(0, count).Select(_ => zeros(shape, input.dtype, input.device))];
        Tensor[] states = batched ? given : [.. given.Select(state => state.unsqueeze(1))];
        foreach (Tensor state in states)
            if (!state.shape.SequenceEqual(shape))
                throw new ArgumentException($"{Operator}: expected an initial state of [{string.Join(", ", shape)}], but got [{string.Join(", ", state.shape)}].");
        return states;
    }
}
