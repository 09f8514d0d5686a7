"""RNN, GRU, LSTM, their cells, and packed sequences."""
import torch
from torch import nn
from torch.nn.utils import rnn

from golden import Goldens

g = Goldens("recurrent")

KINDS = {"LSTM": nn.LSTM, "GRU": nn.GRU, "RNN": nn.RNN}


def flat(result):
    y, h = result
    return [y, *h] if isinstance(h, tuple) else [y, h]


def run(m, x, *states):
    if not states:
        return flat(m(x))
    return flat(m(x, states if len(states) == 2 else states[0]))


for kind, build in KINDS.items():
    n = 2 if kind == "LSTM" else 1
    state = lambda shape: [f"f32[{shape}]"] * n
    g.module(kind, lambda: build(4, 5), ["f32[7,3,4]T"], ["f32[7,4]"], call=run)
    g.module(f"{kind} states", lambda: build(4, 5), ["f32[7,3,4]", *state("1,3,5")], ["f32[7,4]", *state("1,5")], call=run)
    g.module(f"{kind} layers", lambda: build(4, 5, num_layers=2, bidirectional=True), ["f32[6,3,4]", *state("4,3,5")], call=run)
    g.module(f"{kind} batch first", lambda: build(4, 5, batch_first=True, bias=False), ["f32[3,6,4]"], ["f32[3,6,4]T"], call=run)
    g.module(f"{kind} dropout", lambda: build(4, 5, num_layers=2, dropout=0.5), ["f32[6,3,4]"], call=run)
    g.module(f"{kind} f64", lambda: build(4, 5, dtype=torch.float64), ["f64[6,3,4]"], call=run)
g.module("RNN relu", lambda: nn.RNN(4, 5, nonlinearity="relu"), ["f32[7,3,4]"], call=run)

g.module("LSTMCell", lambda: nn.LSTMCell(4, 5), ["f32[3,4]"], ["f32[4]"], call=lambda m, x: list(m(x)))
g.module("LSTMCell states", lambda: nn.LSTMCell(4, 5), ["f32[3,4]", "f32[3,5]", "f32[3,5]"], call=lambda m, x, h, c: list(m(x, (h, c))))
g.module("GRUCell", lambda: nn.GRUCell(4, 5), ["f32[3,4]"], ["f32[4]"])
g.module("GRUCell states", lambda: nn.GRUCell(4, 5, bias=False), ["f32[3,4]", "f32[3,5]"])
g.module("RNNCell", lambda: nn.RNNCell(4, 5), ["f32[3,4]"], ["f32[4]"])
g.module("RNNCell states", lambda: nn.RNNCell(4, 5, nonlinearity="relu"), ["f32[3,4]", "f32[3,5]"])


def packed(m, x, *states):
    p = rnn.pack_padded_sequence(x, torch.tensor([2, 6, 4]), enforce_sorted=False)
    y, h = m(p) if not states else m(p, states if len(states) == 2 else states[0])
    return [rnn.pad_packed_sequence(y, padding_value=-1.0)[0], *(h if isinstance(h, tuple) else [h])]


g.module("LSTM packed", lambda: nn.LSTM(4, 5, bidirectional=True), ["f32[6,3,4]"], ["f32[6,3,4]", "f32[2,3,5]", "f32[2,3,5]"], call=packed)
g.module("GRU packed", lambda: nn.GRU(4, 5, num_layers=2), ["f32[6,3,4]"], ["f32[6,3,4]", "f32[2,3,5]"], call=packed)
g.module("RNN packed", lambda: nn.RNN(4, 5), ["f32[6,3,4]"], call=packed)


def pack(x, lengths, **options):
    p = rnn.pack_padded_sequence(x, torch.tensor(lengths), **options)
    return [t for t in (p.data, p.batch_sizes, p.sorted_indices, p.unsorted_indices) if t is not None]


g.case("pack_padded_sequence", lambda x: pack(x, [6, 4, 1]), ["f32[6,3,2]"])
g.case("pack_padded_sequence unsorted", lambda x: pack(x, [2, 6, 4], batch_first=True, enforce_sorted=False), ["f32[3,6,2]"], ["f64[3,6,2]T"])
g.case("pad_sequence", lambda a, b: [rnn.pad_sequence([a, b]), rnn.pad_sequence([a, b], batch_first=True, padding_value=2.0)], ["f32[3,2]", "f32[5,2]"], ["i64[3]", "i64[2]"])
g.case("pack_sequence", lambda a, b: list(rnn.pad_packed_sequence(rnn.pack_sequence([a, b], enforce_sorted=False), batch_first=True, total_length=7)),
       ["f32[3,2]", "f32[5,2]"])
g.save()
