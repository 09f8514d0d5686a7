"""scaled_dot_product_attention, MultiheadAttention and the Transformer's parts."""
import math

import torch
from torch import nn

from golden import Goldens

g = Goldens("attention")


def attention(q, k, v, mask=None, p=0.0, causal=False):
    """What PyTorch 2's operator documents; PyTorch 1.13 has it only under another name."""
    scores = q / math.sqrt(q.size(-1)) @ k.transpose(-2, -1)
    if causal:
        mask = torch.ones(q.size(-2), k.size(-2), dtype=torch.bool).tril()
    if mask is not None and mask.dtype == torch.bool:
        mask = torch.zeros(mask.shape, dtype=q.dtype).masked_fill(~mask, -math.inf)
    if mask is not None:
        scores = scores + mask
    return torch.dropout(scores.softmax(-1), p, True) @ v


QKV = ["f32[2,3,5,4]", "f32[2,3,6,4]", "f32[2,3,6,7]"]
g.case("sdpa", attention, QKV, ["f64[5,4]", "f64[6,4]", "f64[6,2]"], ["f32[3,5,4]T", "f32[3,6,4]T", "f32[3,6,4]T"])
g.case("sdpa bool mask", lambda q, k, v, m: attention(q, k, v, m | torch.eye(5, 6, dtype=torch.bool)), [*QKV, "bool[5,6]"], [*QKV, "bool[2,1,5,6]"])
g.case("sdpa added mask", attention, [*QKV, "f32[5,6]"], [*QKV, "f32[2,3,5,6]"])
g.case("sdpa causal", lambda q, k, v: attention(q, k, v, causal=True), QKV, ["f32[1,4,4]", "f32[1,4,4]", "f32[1,4,4]"])
g.case("sdpa dropout", lambda q, k, v: attention(q, k, v, p=0.4), QKV)


def both(m, *x, **options):
    return list(m(*x, **options))


SELF = ["f32[5,2,8]"]
CROSS = ["f32[5,2,8]", "f32[6,2,8]", "f32[6,2,8]"]
CAUSAL = torch.ones(5, 5, dtype=torch.bool).triu(1)
PADDING = torch.tensor([[False, False, True, False, True, True], [False] * 6])
g.module("MultiheadAttention self", lambda: nn.MultiheadAttention(8, 2), SELF, ["f32[5,8]"], call=lambda m, x: both(m, x, x, x))
g.module("MultiheadAttention cross", lambda: nn.MultiheadAttention(8, 4, bias=False), CROSS, call=both)
g.module("MultiheadAttention sizes", lambda: nn.MultiheadAttention(8, 2, kdim=3, vdim=6), ["f32[5,2,8]", "f32[6,2,3]", "f32[6,2,6]"], call=both)
g.module("MultiheadAttention no weights", lambda: nn.MultiheadAttention(8, 2, dropout=0.3), SELF, call=lambda m, x: [m(x, x, x, need_weights=False, attn_mask=CAUSAL)[0]])
g.module("MultiheadAttention dropout", lambda: nn.MultiheadAttention(8, 2, dropout=0.3), CROSS, call=both)
g.module("MultiheadAttention masks", lambda: nn.MultiheadAttention(8, 2), [*CROSS, "f32[5,6]"],
         call=lambda m, q, k, v, a: both(m, q, k, v, key_padding_mask=PADDING, attn_mask=a))
g.module("MultiheadAttention mask a head", lambda: nn.MultiheadAttention(8, 2), [*CROSS, "f32[4,5,6]"], call=lambda m, q, k, v, a: both(m, q, k, v, attn_mask=a))
g.module("MultiheadAttention more keys", lambda: nn.MultiheadAttention(8, 2, add_bias_kv=True, add_zero_attn=True), [*CROSS, "f32[5,6]"],
         call=lambda m, q, k, v, a: both(m, q, k, v, key_padding_mask=PADDING, attn_mask=a))

ADDED = torch.zeros(5, 5).masked_fill(CAUSAL, -math.inf)
LAST = torch.tensor([[False, False, False, False, True], [False] * 5])
g.module("TransformerEncoderLayer", lambda: nn.TransformerEncoderLayer(8, 2, 16, dropout=0.2), SELF)
g.module("TransformerEncoderLayer gelu", lambda: nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, activation="gelu"), SELF,
         call=lambda m, x: m(x, ADDED, LAST))
g.module("TransformerEncoder", lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2), SELF, call=lambda m, x: m(x, ADDED))
DECODED = ["f32[5,2,8]", "f32[6,2,8]"]
g.module("TransformerDecoderLayer", lambda: nn.TransformerDecoderLayer(8, 2, 16, dropout=0.2), DECODED)
g.module("TransformerDecoderLayer masks", lambda: nn.TransformerDecoderLayer(8, 2, 16, dropout=0.0, activation="gelu"), [*DECODED, "f32[5,6]"],
         call=lambda m, x, y, a: m(x, y, ADDED, a, None, PADDING))
g.module("TransformerDecoder", lambda: nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16), 2), DECODED, call=lambda m, x, y: m(x, y, ADDED))
g.module("Transformer", lambda: nn.Transformer(8, 2, 2, 1, 16), DECODED[::-1])
g.module("Transformer masks", lambda: nn.Transformer(8, 2, 1, 2, 16, dropout=0.0, activation="gelu"), ["f32[6,2,8]", "f32[5,2,8]"],
         call=lambda m, x, y: m(x, y, tgt_mask=ADDED, src_key_padding_mask=PADDING, memory_key_padding_mask=PADDING))
g.save()
