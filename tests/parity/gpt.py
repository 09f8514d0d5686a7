"""GPT-2 in PyTorch, written from the paper and Hugging Face's layout of its checkpoints, without their library: the numbers of a
tiny random model, written to gpt.json, and the model itself, to gpt2-tiny/ in that layout.

Radford and others, "Language models are unsupervised multitask learners", section 2.3: layer norms before each half of a block,
one more at the end; `gelu_new`; the head is the token embedding. What is written down: the logits of a few prompts; greedy
continuations, with and without the cache; what repetition penalty and beams give; the losses of the first steps of a character
model, dropout off. One thread and the kernels for AVX2, as in gan.py."""
import json
import math
import os
import pathlib
import struct

if __name__ == "__main__":  # tests/bench imports this file, and measures the machine as it is
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

HERE = pathlib.Path(__file__).parent
TINY = {"vocab_size": 61, "n_positions": 24, "n_embd": 12, "n_layer": 2, "n_head": 3}
SMALL = {"vocab_size": 50257, "n_positions": 1024, "n_embd": 768, "n_layer": 12, "n_head": 12}
CHARACTERS = {"vocab_size": 65, "n_positions": 128, "n_embd": 128, "n_layer": 4, "n_head": 4}


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.c_attn = nn.utils.skip_init(nn.Linear, width, 3 * width)
        self.c_proj = nn.utils.skip_init(nn.Linear, width, width)

    def forward(self, x, past=None):
        batch, length, width = x.shape
        q, k, v = (part.view(batch, length, self.heads, -1).transpose(1, 2) for part in self.c_attn(x).split(width, dim=2))
        if past is not None:
            k, v = torch.cat((past[0], k), dim=2), torch.cat((past[1], v), dim=2)
        scores = q @ k.transpose(2, 3) / math.sqrt(width // self.heads)
        seen = k.shape[2]
        future = torch.ones(length, seen, dtype=torch.bool).triu(seen - length + 1)
        weights = scores.masked_fill(future, -math.inf).softmax(3)
        return self.c_proj((weights @ v).transpose(1, 2).reshape(batch, length, width)), (k, v)


class Mlp(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.c_fc = nn.utils.skip_init(nn.Linear, width, 4 * width)
        self.c_proj = nn.utils.skip_init(nn.Linear, 4 * width, width)

    def forward(self, x):
        return self.c_proj(F.gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        # In the order in which the C# class draws their weights.
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mlp = Mlp(width)
        self.attn = Attention(width, heads)

    def forward(self, x, past=None):
        attended, present = self.attn(self.ln_1(x), past)
        x = x + attended
        return x + self.mlp(self.ln_2(x)), present


class Gpt(nn.Module):
    def __init__(self, vocab_size, n_positions, n_embd, n_layer, n_head):
        super().__init__()
        self.wte = nn.Embedding(vocab_size, n_embd)
        self.wpe = nn.Embedding(n_positions, n_embd)
        self.h = nn.ModuleList([Block(n_embd, n_head) for _ in range(n_layer)])
        self.ln_f = nn.LayerNorm(n_embd)
        for name, parameter in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(parameter)
            elif "ln_" not in name:
                nn.init.normal_(parameter, 0, 0.02 / math.sqrt(2 * n_layer) if name.endswith("c_proj.weight") else 0.02)

    def forward(self, ids, past=None):
        """Logits, and each layer's keys and values."""
        start = 0 if past is None else past[0][0].shape[2]
        x = self.wte(ids) + self.wpe(torch.arange(start, start + ids.shape[1]))
        presents = []
        for layer, block in enumerate(self.h):
            x, present = block(x, None if past is None else past[layer])
            presents.append(present)
        return F.linear(self.ln_f(x), self.wte.weight), presents


@torch.no_grad()
def greedy(model, ids, count, cached):
    ids, past = torch.tensor([ids]), None
    for _ in range(count):
        logits, past = model(ids[:, -1:] if cached and past is not None else ids, past if cached else None)
        ids = torch.cat((ids, logits[:, -1].argmax(-1, keepdim=True)), dim=1)
    return ids[0].tolist()


@torch.no_grad()
def greedy_with_penalty(model, ids, count, penalty):
    """Keskar and others, arXiv 1909.05858, section 4.1, with Hugging Face's sign rule."""
    for _ in range(count):
        logits = model(torch.tensor([ids]))[0][0, -1]
        for token in set(ids):
            logits[token] = logits[token] / penalty if logits[token] > 0 else logits[token] * penalty
        ids = ids + [int(logits.argmax())]
    return ids


@torch.no_grad()
def beam_search(model, ids, count, beams):
    """The plainest form: no end token, the sum of the log-probabilities decides."""
    kept = [(0.0, ids)]
    for _ in range(count):
        longer = []
        for score, beam in kept:
            log_probabilities = model(torch.tensor([beam]))[0][0, -1].double().log_softmax(0)
            longer += [(score + float(p), beam + [token]) for token, p in enumerate(log_probabilities)]
        kept = sorted(longer, key=lambda beam: -beam[0])[:beams]
    return [{"score": score, "ids": beam} for score, beam in kept]


@torch.no_grad()
def beam_search_with_end(model, ids, count, beams, end, penalty=1.0):
    """Hugging Face's rules (length_penalty 1, early_stopping False): the repetition penalty changes log-probabilities; a text that ends
    among the best is kept, by its mean log-probability; over when so many are kept, and the worst is no worse than the best that goes on."""
    running, ended = [(0.0, ids)], []

    def mean(beam):
        return beam[0] / (len(beam[1]) - len(ids))

    for _ in range(count):
        longer = []
        for score, beam in running:
            log_probabilities = model(torch.tensor([beam]))[0][0, -1].double().log_softmax(0)
            for token in set(beam):
                log_probabilities[token] *= penalty
            longer += [(score + float(p), beam + [token]) for token, p in enumerate(log_probabilities)]
        longer.sort(key=lambda beam: -beam[0])
        ended = sorted(ended + [beam for beam in longer[:beams] if beam[1][-1] == end], key=mean, reverse=True)[:beams]
        running = [beam for beam in longer if beam[1][-1] != end][:beams]
        if len(ended) == beams and mean(ended[-1]) >= mean(running[0]):
            return [beam for _, beam in ended]
    return [beam for _, beam in sorted(ended + running, key=mean, reverse=True)[:beams]]


def likely(model, ids, penalty):
    """End tokens that matter: what stands in the best texts where nothing ends them."""
    texts = beam_search_with_end(model, ids, 12, 3, -1, penalty)
    return sorted({token for text in texts for token in text[len(ids):]})[:8]


def make_adam(model, lr=1e-3):
    decayed = [p for p in model.parameters() if p.dim() >= 2]
    others = [p for p in model.parameters() if p.dim() < 2]
    return torch.optim.AdamW([{"params": decayed, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}], lr=lr, betas=(0.9, 0.99))


def train(batches, model, lr=1e-3):
    """One pass over batches of ids (N, L + 1); yields the loss of each step, in nats a token."""
    adam = make_adam(model, lr)
    for ids in batches:
        adam.zero_grad()
        logits = model(ids[:, :-1])[0]
        loss = F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        yield loss.item()


CONV1D = ("attn.c_attn.weight", "attn.c_proj.weight", "mlp.c_fc.weight", "mlp.c_proj.weight")


def save_in_hugging_faces_layout(model, config, folder):
    """config.json and model.safetensors; the weights of what is a Conv1D there lie the other way round."""
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(json.dumps({
        "model_type": "gpt2", "activation_function": "gelu_new", "layer_norm_epsilon": 1e-05, "n_ctx": config["n_positions"],
        "bos_token_id": config["vocab_size"] - 1, "eos_token_id": config["vocab_size"] - 1} | config, indent=1) + "\n")
    header, data = {"__metadata__": {"format": "pt"}}, b""
    tensors = {name: (p.t() if name.endswith(CONV1D) else p).detach().contiguous() for name, p in model.named_parameters()}
    for layer in range(config["n_layer"]):  # the published files hold this buffer, too
        tensors[f"h.{layer}.attn.bias"] = torch.ones(config["n_positions"], config["n_positions"]).tril()[None, None]
    for name, tensor in tensors.items():
        raw = tensor.numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(3)
    model = Gpt(**TINY).eval()
    with torch.no_grad():
        for parameter in model.parameters():  # far from how it begins: every number must be in its place
            parameter.add_(torch.randn_like(parameter) * 0.3)
    save_in_hugging_faces_layout(model, TINY, HERE / "gpt2-tiny")
    prompts = [[7], [1, 2, 3, 4, 5], [60, 0, 33, 12, 12, 12, 59, 8], list(range(24))]
    continued = prompts[:3]
    assert all(greedy(model, ids, 16, True) == greedy(model, ids, 16, False) for ids in continued)
    with torch.no_grad():
        logits = [model(torch.tensor([ids]))[0][0, -1].tolist() for ids in prompts]
        whole = model(torch.tensor([prompts[2]]))[0][0].tolist()
    result = {
        "torch": torch.__version__, "prompts": prompts, "logits": logits, "whole": whole,
        "greedy": [greedy(model, ids, 16, True) for ids in continued],
        "penalty": [greedy_with_penalty(model, ids, 16, 1.4) for ids in continued],
        "beams": beam_search(model, continued[1], 8, 4),
        "beamsWithEnd": [{"prompt": ids, "end": end, "penalty": penalty, "texts": beam_search_with_end(model, ids, 12, 3, end, penalty)}
                         for ids in continued for penalty in (1.0, 1.3) for end in likely(model, ids, penalty)],
    }

    torch.manual_seed(0)
    model = Gpt(65, 32, 48, 2, 3)
    batches = [(torch.randint(0, 65, (4, 1)) + torch.arange(33)) % 65 for _ in range(20)]  # letters in order: soon learned
    result["losses"] = list(train(batches, model, 3e-3))
    (HERE / "gpt.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
