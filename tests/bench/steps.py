"""Python's side of `./aigc bench`: steps.py NAME THREADS. For each line N on stdin it takes N steps and prints their
milliseconds. A function here builds a model and returns its training step, the published plain loop; its twin in C# has
the same name (lib/AigcNotebooks.Tools/Bench)."""
import math
import pathlib
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "parity"))


def gan():
    from gan import BATCH, make_models, train
    images = torch.rand(BATCH, 1, 28, 28) * 2 - 1
    steps = train(iter(lambda: images, None), *make_models())
    return lambda: next(steps)


def vae():
    from vae import BATCH, Vae, train
    images = torch.rand(BATCH, 1, 28, 28).bernoulli()
    steps = train(iter(lambda: images, None), Vae())
    return lambda: next(steps)


def residualvae():
    from vae import BATCH, ResidualVae, falling, train
    levels = torch.randint(0, 256, (BATCH, 1, 28, 28), dtype=torch.uint8)
    steps = train(iter(lambda: levels.float().div(255).bernoulli(), None), ResidualVae(), rate=falling())
    return lambda: next(steps)


def text2image():
    from text_to_image import make_models, random_batch, train
    batch = random_batch(64)
    steps = train(iter(lambda: batch, None), *make_models())
    return lambda: next(steps)


def autoencoder():
    from self_supervised import make_autoencoder, train_autoencoder
    images = torch.rand(64, 3, 32, 32)
    steps = train_autoencoder(make_autoencoder(), iter(lambda: images, None))
    return lambda: next(steps)


def pretext_steps(model, loss):
    from self_supervised import pretext
    steps = pretext(model, 2e-3, 1_000_000, iter(lambda: loss, None))
    return lambda: next(steps)


def contrast():
    from self_supervised import augment, contrastive_loss, make_contrastive
    model, images = make_contrastive(), torch.rand(256, 1, 28, 28)
    return pretext_steps(model, lambda: contrastive_loss(model, augment(images), augment(images)))


def maskedimages():
    from self_supervised import MaskedAutoencoder, masked_image_loss
    model, images = MaskedAutoencoder(), torch.rand(64, 1, 28, 28)
    return pretext_steps(model, lambda: masked_image_loss(model, images))


def positions():
    from self_supervised import PositionPredictor, position_loss
    model, images = PositionPredictor(), torch.rand(256, 1, 36, 36)
    return pretext_steps(model, lambda: position_loss(model, images, gap=3))


def maskedwords(vocabulary=1257):
    from self_supervised import MaskedLanguageModel, masked_words_loss
    model, ids = MaskedLanguageModel(vocabulary + 1), torch.randint(vocabulary, (32, 64))
    return pretext_steps(model, lambda: masked_words_loss(model, ids, vocabulary))


def video(batch=4, frames=16, size=64):
    from video import make_video_generator
    model = make_video_generator()
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)
    clips = torch.rand(batch, 1, frames, size, size)

    def step():
        adam.zero_grad()
        loss = F.binary_cross_entropy(model(clips + 0.5 * torch.randn_like(clips)), clips)
        loss.backward()
        adam.step()
        return loss.item()
    return step


def text2video():
    from text_to_image import random_captions
    from text_to_video import BANDS, FRAMES, VOCABULARY, DigitGenerator, Discriminator, Generator, train
    batch = (torch.rand(32, FRAMES, 32, 32) * 2 - 1, random_captions(32), torch.rand(32, FRAMES, BANDS), random_captions(32), torch.rand(32, FRAMES, BANDS))
    what = DigitGenerator(VOCABULARY, width=64).requires_grad_(False).eval()
    steps = train(iter(lambda: batch, None), Generator(what, VOCABULARY), Discriminator(VOCABULARY, FRAMES), Discriminator(VOCABULARY, FRAMES - 1))
    return lambda: next(steps)


def multimodal():
    from image_text_to_video import VOCABULARY, MultiModalGenerator, train
    from text_to_image import random_captions
    batch = (torch.rand(8, 3, 8, 32, 32), random_captions(8))
    steps = train(iter(lambda: batch, None), MultiModalGenerator(VOCABULARY, frames=8))
    return lambda: next(steps)


def image2video():
    from image_text_to_video import VOCABULARY, CaptionReader, ImageTextToVideo, train
    from text_to_image import random_captions
    batch = (torch.rand(32, 1, 8, 32, 32), random_captions(32))
    steps = train(iter(lambda: batch, None), ImageTextToVideo(CaptionReader(VOCABULARY)))
    return lambda: next(steps)


def fusion():
    from fusion import MultimodalFusion, published_batch, train
    batch = published_batch(64)
    steps = train(iter(lambda: batch, None), MultimodalFusion(), lr=0.001)
    return lambda: next(steps)


def witnesses():
    from fusion import AttentionFusion, random_batch, train
    from text_to_image import VOCABULARY
    (*inputs, present), labels = random_batch(128)
    batch = ((*inputs, torch.ones_like(present)), labels)
    steps = train(iter(lambda: batch, None), AttentionFusion(VOCABULARY))
    return lambda: next(steps)


def videodenoiser():
    return video(4, 8, 32)


def videogan():
    from video import make_gan, random_batch, train_gan
    batch = random_batch(16, 64)
    steps = train_gan(*make_gan(), iter(lambda: batch, None))
    return lambda: next(steps)


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention, self.projection = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask):
        batch, time_, width = x.shape
        q, k, v = self.attention(self.norm1(x)).view(batch, time_, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q @ k.transpose(-2, -1) / math.sqrt(width // self.heads)).masked_fill(mask, -math.inf)
        x = x + self.projection((scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, time_, width))
        return x + self.narrow(F.gelu(self.wide(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self, vocabulary=65, context=64, width=128, heads=4, layers=4):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(context, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, vocabulary, bias=False)
        self.register_buffer("mask", torch.ones(context, context, dtype=torch.bool).triu(1))

    def forward(self, tokens):
        x = self.tokens(tokens) + self.positions(torch.arange(tokens.shape[1]))
        for block in self.blocks:
            x = block(x, self.mask)
        return self.head(self.norm(x))


def gpt():
    model = Gpt()
    adam = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=0.1)
    text = torch.randint(65, (12, 65))

    def step():
        adam.zero_grad()
        loss = F.cross_entropy(model(text[:, :-1]).reshape(-1, 65), text[:, 1:].reshape(-1))
        loss.backward()
        adam.step()
        return loss.item()
    return step


def chargpt():
    from gpt import CHARACTERS, Gpt, train
    ids = torch.randint(65, (16, 129))
    steps = train(iter(lambda: ids, None), Gpt(**CHARACTERS))
    return lambda: next(steps)


def gpt2token(dtype=torch.float32):
    """One token a step, keys and values kept; behind 300 tokens it begins anew."""
    from gpt import Gpt, SMALL
    model = Gpt(**SMALL).eval().to(dtype)
    state = {"token": torch.zeros(1, 1, dtype=torch.long), "past": None}

    @torch.no_grad()
    def step():
        if state["past"] is not None and state["past"][0][0].shape[2] == 300:
            state["past"] = None
        logits, state["past"] = model(state["token"], state["past"])
        state["token"] = logits[:, -1].argmax(-1, keepdim=True)
        return state["token"].item()
    return step


def gpt2token16():
    return gpt2token(torch.bfloat16)


def lstm():
    embedding, recurrent, head = nn.Embedding(65, 64), nn.LSTM(64, 128, batch_first=True), nn.Linear(128, 65)
    adam = torch.optim.Adam(nn.ModuleList([embedding, recurrent, head]).parameters(), lr=1e-3)
    text = torch.randint(65, (32, 65))

    def step():
        adam.zero_grad()
        hidden, _ = recurrent(embedding(text[:, :-1]))
        loss = F.cross_entropy(head(hidden).reshape(-1, 65), text[:, 1:].reshape(-1))
        loss.backward()
        adam.step()
        return loss.item()
    return step


def add():
    """A thousand additions of ten numbers: a step of 1 ms is 1 µs an operator."""
    x, y = torch.rand(10), torch.rand(10)

    def step():
        for _ in range(1000):
            x.add(y)
    return step


def loader():
    """A hundred batches of 64 from 60,000 rows of 784."""
    data = torch.utils.data.TensorDataset(torch.rand(60_000, 784), torch.randint(10, (60_000,)))
    batches = torch.utils.data.DataLoader(data, batch_size=64, shuffle=True)

    def step():
        for i, (images, labels) in enumerate(batches):
            if i == 99:
                break
    return step


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[2]))
    torch.manual_seed(0)
    take_step = globals()[sys.argv[1]]()
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            start = time.perf_counter()
            take_step()
            times.append((time.perf_counter() - start) * 1000)
        print(*times, flush=True)
