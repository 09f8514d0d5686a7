"""The kit's GAN that draws digits from captions (notebook 11) in PyTorch: its first 6 losses for seed 0, written to text_to_image.json.

Images and captions are random, which any machine can make again. Both sides use one thread and the kernels for AVX2
(see gan.py)."""
import json
import os
import pathlib

if __name__ == "__main__":  # tests/bench/steps.py imports this file, and measures the machine as it is
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402
from torch.nn.utils import spectral_norm  # noqa: E402

HERE = pathlib.Path(__file__).parent
STEPS, BATCH, VOCABULARY, LENGTH, NOISE, SENTENCE = 6, 32, 50, 12, 64, 64


class WordEncoder(nn.Module):
    def __init__(self, vocabulary, width=64, max_length=16):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width, padding_idx=0)
        self.positions = nn.Embedding(max_length, width)
        self.neighbours = nn.Conv1d(width, width, 3, padding=1)

    def forward(self, captions):
        is_word = captions.ne(0).unsqueeze(-1)
        x = (self.words(captions) + self.positions(torch.arange(captions.shape[1]))) * is_word
        return (x + F.relu(self.neighbours(x.transpose(1, 2)).transpose(1, 2))) * is_word


class SentenceEncoder(nn.Module):
    def __init__(self, vocabulary, width=64):
        super().__init__()
        self.words = WordEncoder(vocabulary, width)
        self.importance = nn.Linear(width, 1)

    def forward(self, captions):
        encoded = self.words(captions)
        weights = self.importance(encoded).squeeze(-1).masked_fill(captions.eq(0), float("-inf")).softmax(1)
        return torch.bmm(weights.unsqueeze(1), encoded).squeeze(1)


class ConditionalBatchNorm2d(nn.Module):
    def __init__(self, channels, condition):
        super().__init__()
        self.normalize = nn.BatchNorm2d(channels, affine=False)
        self.scale_and_shift = nn.Linear(condition, 2 * channels)

    def forward(self, images, condition):
        scale, shift = self.scale_and_shift(condition).unsqueeze(-1).unsqueeze(-1).chunk(2, 1)
        return self.normalize(images) * (1 + scale) + shift


class Generator(nn.Module):
    def __init__(self, vocabulary, width=64):
        super().__init__()
        self.caption = SentenceEncoder(vocabulary, SENTENCE)
        condition = NOISE + SENTENCE
        self.start = nn.Sequential(nn.Linear(condition, width * 7 * 7), nn.Unflatten(1, (width, 7, 7)))
        self.first_norm = ConditionalBatchNorm2d(width, condition)
        self.first = nn.Sequential(nn.ReLU(), nn.Upsample(scale_factor=2), nn.Conv2d(width, width // 2, 3, padding=1))
        self.second_norm = ConditionalBatchNorm2d(width // 2, condition)
        self.second = nn.Sequential(nn.ReLU(), nn.Upsample(scale_factor=2), nn.Conv2d(width // 2, width // 4, 3, padding=1))
        self.third_norm = ConditionalBatchNorm2d(width // 4, condition)
        self.last = nn.Sequential(nn.ReLU(), nn.Conv2d(width // 4, 1, 3, padding=1), nn.Tanh())

    def forward(self, noise, captions):
        condition = torch.cat([noise, self.caption(captions)], 1)
        x = self.first_norm(self.start(condition), condition)
        x = self.second_norm(self.first(x), condition)
        x = self.third_norm(self.second(x), condition)
        return self.last(x)


class Discriminator(nn.Module):
    def __init__(self, vocabulary, width=32, features=128):
        super().__init__()
        self.image = nn.Sequential(
            spectral_norm(nn.Conv2d(1, width, 4, stride=2, padding=1)), nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(width, 2 * width, 4, stride=2, padding=1)), nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(2 * width, 4 * width, 4, stride=2, padding=1)), nn.LeakyReLU(0.2),
            nn.Flatten(), spectral_norm(nn.Linear(4 * width * 3 * 3, features)), nn.LeakyReLU(0.2))
        self.realness = spectral_norm(nn.Linear(features, 1))
        self.caption = SentenceEncoder(vocabulary, SENTENCE)
        self.projection = spectral_norm(nn.Linear(SENTENCE, features))

    def forward(self, images, captions):
        features, times = self.image(images), len(captions) // len(images)
        matches = (features.repeat(times, 1) * self.projection(self.caption(captions))).sum(1)
        return self.realness(features).squeeze(1).repeat(times) + matches


def make_models(vocabulary=VOCABULARY):
    return Generator(vocabulary), Discriminator(vocabulary)


def train(batches, generator, discriminator, lr=0.0005, diversity=0.03):
    """One pass over the batches (images, captions, mistaken captions); yields the two losses of each step."""
    g_optimizer = torch.optim.Adam(generator.parameters(), lr=lr, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=lr, betas=(0.5, 0.999))
    for images, captions, mistaken in batches:
        pairs = len(images) // 2
        fake_captions = torch.cat([captions[:pairs], captions[:pairs]])
        z = torch.randn(2 * pairs, NOISE)
        fake_images = generator(z, fake_captions)
        d_optimizer.zero_grad()
        right, wrong = discriminator(images, torch.cat([captions, mistaken])).chunk(2)
        fake = discriminator(fake_images.detach(), fake_captions)
        d_loss = F.relu(1 - right).mean() + 0.5 * (F.relu(1 + wrong).mean() + F.relu(1 + fake).mean())
        d_loss.backward()
        d_optimizer.step()
        g_optimizer.zero_grad()
        discriminator.requires_grad_(False)
        g_loss = -discriminator(fake_images, fake_captions).mean()
        change = (fake_images[:pairs] - fake_images[pairs:]).abs().mean() / (z[:pairs] - z[pairs:]).abs().mean()
        (g_loss + diversity / (change + 1e-5)).backward()
        g_optimizer.step()
        discriminator.requires_grad_(True)
        yield d_loss.item(), g_loss.item()


def random_captions(batch, vocabulary=VOCABULARY):
    """Word ids (batch, LENGTH); each caption has at least one word, and padding (0) after its last."""
    lengths = torch.randint(1, LENGTH + 1, (batch, 1))
    return torch.randint(2, vocabulary, (batch, LENGTH)) * (torch.arange(LENGTH) < lengths)


def random_batch(batch=BATCH):
    return torch.rand(batch, 1, 28, 28) * 2 - 1, random_captions(batch), random_captions(batch)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    models = make_models()
    losses = list(train([random_batch() for _ in range(STEPS)], *models))
    (HERE / "text_to_image.json").write_text(json.dumps({"torch": torch.__version__, "losses": losses}, indent=1) + "\n")


if __name__ == "__main__":
    main()
