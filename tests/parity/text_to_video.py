"""The kit's GAN that draws clips from captions and tones (notebook 11) in PyTorch: its first losses for seed 0, written to text_to_video.json.

"gan" has all parts; "plain" has neither attention nor tone nor a discriminator of differences nor a consistency loss, and
its discriminator looks close up. Clips, captions and tones are
random, which any machine can make again. Both sides use one thread and the kernels for AVX2 (see gan.py)."""
import json
import os
import pathlib

if __name__ == "__main__":
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402
from torch.nn.utils import spectral_norm  # noqa: E402

from text_to_image import ConditionalBatchNorm2d, SentenceEncoder, WordEncoder, random_captions  # noqa: E402

HERE = pathlib.Path(__file__).parent
STEPS, BATCH, VOCABULARY, FRAMES, NOISE, BANDS, WIDTH = 6, 4, 50, 8, 128, 16, 64
SIZE, PICTURE, MIDDLE = 32, 16, 8


class DigitGenerator(nn.Module):
    """text_to_image.Generator at 16 x 16 and a width of 16."""

    def __init__(self, vocabulary, width=16):
        super().__init__()
        self.caption = SentenceEncoder(vocabulary, WIDTH)
        condition = NOISE // 2 + WIDTH
        self.start = nn.Sequential(nn.Linear(condition, width * 4 * 4), nn.Unflatten(1, (width, 4, 4)))
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


class FrameAttention(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.words = WordEncoder(vocabulary, WIDTH)
        self.times = nn.Embedding(FRAMES, WIDTH)
        self.query, self.keys, self.values = (nn.Linear(WIDTH, WIDTH) for _ in range(3))

    def forward(self, noise, captions):
        encoded = self.words(captions)
        queries = self.query(noise).unsqueeze(1) + self.times(torch.arange(FRAMES))
        scores = torch.bmm(queries, self.keys(encoded).transpose(1, 2)) / WIDTH ** 0.5
        weights = scores.masked_fill(captions.eq(0).unsqueeze(1), float("-inf")).softmax(2)
        return torch.bmm(weights, self.values(encoded))


class Generator(nn.Module):
    def __init__(self, what, vocabulary, attention=True, hears=True):
        super().__init__()
        self.what, self.attention, self.hears = what, attention, hears
        self.context = FrameAttention(vocabulary) if attention else SentenceEncoder(vocabulary, WIDTH)
        self.input = nn.Sequential(nn.Linear(NOISE // 2 + WIDTH + BANDS, 128), nn.BatchNorm1d(128), nn.ReLU())
        self.memory = nn.GRUCell(128 + 2, 128)
        self.start = nn.Sequential(nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 2))
        self.step = nn.Linear(128, 2)

    def forward(self, noise, captions, tones):
        count, (what, where) = len(captions), noise.chunk(2, 1)
        context = self.context(where, captions) if self.attention else self.context(captions).unsqueeze(1).expand(count, FRAMES, -1)
        given = torch.cat([where.unsqueeze(1).expand(count, FRAMES, -1), context, tones if self.hears else torch.zeros_like(tones)], 2)
        seen = self.input(given.flatten(0, 1)).view(count, FRAMES, -1)
        path, state = [MIDDLE + 9 * (3 * self.start(seen[:, 0])).sin()], torch.zeros(count, 128)
        for t in range(1, FRAMES):
            state = self.memory(torch.cat([seen[:, t], (path[-1] - MIDDLE) / MIDDLE], 1), state)
            path.append(path[-1] + 4 * (2 * self.step(state)).sin())
        ink = ((self.what(what, captions) + 1) / 2).unsqueeze(1).expand(-1, FRAMES, -1, -1, -1).reshape(-1, 1, PICTURE, PICTURE)
        at = (torch.arange(float(SIZE)) - torch.stack(path, 1).view(-1, 2, 1)) * (2 / (PICTURE - 1)) - 1
        grid = torch.stack([at[:, 0].unsqueeze(1).expand(-1, SIZE, -1), at[:, 1].unsqueeze(2).expand(-1, -1, SIZE)], 3)
        return F.grid_sample(ink, grid, align_corners=True).view(count, FRAMES, SIZE, SIZE) * 2 - 1


class Discriminator(nn.Module):
    def __init__(self, vocabulary, channels, width=32, size=128, afar=True):
        super().__init__()
        self.afar = afar
        widths = [channels, width, 2 * width] if afar else [channels, width, 2 * width, 4 * width]
        layers = []
        for seen, made in zip(widths, widths[1:]):
            layers += [spectral_norm(nn.Conv2d(seen, made, 4, stride=2, padding=1)), nn.LeakyReLU(0.2)]
        self.features = nn.Sequential(*layers, nn.Flatten(), spectral_norm(nn.Linear(widths[-1] * 4 * 4, size)), nn.LeakyReLU(0.2))
        self.realness = spectral_norm(nn.Linear(size, 1))
        self.caption = SentenceEncoder(vocabulary, WIDTH)
        self.of_caption = spectral_norm(nn.Linear(WIDTH, size))
        self.of_tone = nn.Sequential(nn.Flatten(), spectral_norm(nn.Linear(FRAMES * BANDS, size)))

    def forward(self, frames, captions, tones):
        if self.afar:
            frames = 4 * F.avg_pool2d(frames, 8, stride=2, padding=3)
        seen = self.features(frames + 0.3 * torch.randn_like(frames)).repeat(len(captions) // len(frames), 1)
        return self.realness(seen).squeeze(1) + (seen * (self.of_caption(self.caption(captions)) + self.of_tone(tones))).sum(1)


def train(batches, generator, of_video, of_differences=None, consistency=0):
    """Yields the two losses of each step."""
    opponents = nn.ModuleList([net for net in (of_video, of_differences) if net is not None])
    g_optimizer = torch.optim.Adam([p for p in generator.parameters() if p.requires_grad], lr=0.0003, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(opponents.parameters(), lr=0.0003, betas=(0.5, 0.999))

    def look(clips):
        """What each discriminator sees of the clips."""
        return [clips] if of_differences is None else [clips, clips[:, 1:] - clips[:, :-1]]

    def second_difference(clips):
        return (clips[:, 2:] - 2 * clips[:, 1:-1] + clips[:, :-2]).abs().mean()

    for real, captions, tones, mistaken_captions, mistaken_tones in batches:
        fake = generator(torch.randn(len(real), NOISE), captions, tones)
        d_optimizer.zero_grad()
        both_captions, both_tones = torch.cat([captions, mistaken_captions]), torch.cat([tones, mistaken_tones])
        d_loss = 0
        for net, of_real, of_fake in zip(opponents, look(real), look(fake.detach())):
            right, wrong = net(of_real, both_captions, both_tones).chunk(2)
            d_loss = d_loss + F.relu(1 - right).mean() + 0.5 * (F.relu(1 + wrong).mean() + F.relu(1 + net(of_fake, captions, tones)).mean())
        d_loss.backward()
        d_optimizer.step()
        g_optimizer.zero_grad()
        opponents.requires_grad_(False)
        g_loss = sum(-net(seen, captions, tones).mean() for net, seen in zip(opponents, look(fake)))
        if consistency > 0:
            g_loss = g_loss + consistency * (second_difference(fake) - second_difference(real)).abs()
        g_loss.backward()
        g_optimizer.step()
        opponents.requires_grad_(True)
        yield d_loss.item(), g_loss.item()


def random_batch():
    return (torch.rand(BATCH, FRAMES, 32, 32) * 2 - 1, random_captions(BATCH), torch.rand(BATCH, FRAMES, BANDS),
            random_captions(BATCH), torch.rand(BATCH, FRAMES, BANDS))


def first_losses(parts):
    """Losses with all parts, or without those that can be taken away."""
    torch.manual_seed(0)
    generator = Generator(DigitGenerator(VOCABULARY), VOCABULARY, attention=parts, hears=parts)
    opponents = [Discriminator(VOCABULARY, channels, afar=parts) for channels in ([FRAMES, FRAMES - 1] if parts else [FRAMES])]
    return list(train([random_batch() for _ in range(STEPS)], generator, *opponents, consistency=1 if parts else 0))


def main():
    torch.set_num_threads(1)
    (HERE / "text_to_video.json").write_text(json.dumps(
        {"torch": torch.__version__, "gan": first_losses(True), "plain": first_losses(False)}, indent=1) + "\n")


if __name__ == "__main__":
    main()
