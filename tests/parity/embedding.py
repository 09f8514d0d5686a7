"""Embedding and EmbeddingBag."""
import torch
from torch import nn

from golden import Goldens

g = Goldens("embedding")
g.module("Embedding", lambda: nn.Embedding(10, 4), ["i64[3,5]"], ["i32[2,3]T"], ["i64[0]"], ["i64[]"])
g.module("Embedding padding_idx", lambda: nn.Embedding(10, 4, padding_idx=3), ["i64[3,5]"])
g.module("Embedding padding_idx from the end", lambda: nn.Embedding(10, 4, padding_idx=-2), ["i64[3,5]"])
g.module("Embedding max_norm", lambda: nn.Embedding(10, 4, max_norm=1.0), ["i64[3,5]"], ["i64[3,4]T"])
g.module("Embedding max_norm norm_type", lambda: nn.Embedding(10, 4, max_norm=1.5, norm_type=1.0), ["i64[3,5]"])
g.module("Embedding scale_grad_by_freq", lambda: nn.Embedding(10, 4, scale_grad_by_freq=True), ["i64[3,5]:int3"])
g.module("Embedding f64", lambda: nn.Embedding(10, 4, dtype=torch.float64), ["i64[7]"])
g.module("Embedding_from_pretrained", lambda: nn.Embedding.from_pretrained(torch.arange(12.).reshape(4, 3), freeze=False, padding_idx=1), ["i64[6]:int4"])
g.module("Embedding_from_pretrained frozen", lambda: nn.Embedding.from_pretrained(torch.arange(12.).reshape(4, 3)), ["i64[6]:int4"])

for mode in ("sum", "mean", "max"):
    g.module(f"EmbeddingBag {mode}", lambda: nn.EmbeddingBag(10, 4, mode=mode), ["i64[3,5]"], ["i64[5,3]T"])
    g.module(f"EmbeddingBag {mode} offsets", lambda: nn.EmbeddingBag(10, 4, mode=mode), ["i64[6]"],
             call=lambda m, x: m(x, torch.tensor([0, 2, 2, 5])))
g.module("EmbeddingBag last offset", lambda: nn.EmbeddingBag(10, 4, mode="sum", include_last_offset=True), ["i64[6]"],
         call=lambda m, x: m(x, torch.tensor([0, 2, 6])))
g.module("EmbeddingBag weights", lambda: nn.EmbeddingBag(10, 4, mode="sum"), ["i64[3,5]", "f32[3,5]"], call=lambda m, x, w: m(x, None, w))
g.module("EmbeddingBag padding", lambda: nn.EmbeddingBag(10, 4, padding_idx=3), ["i64[4,8]"])
g.module("EmbeddingBag max_norm", lambda: nn.EmbeddingBag(10, 4, max_norm=1.0), ["i64[3,5]"])
g.save()
