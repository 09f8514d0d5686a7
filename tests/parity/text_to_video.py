"""The kit's GAN that draws clips from captions and tones (notebook 11) in PyTorch: its first losses for seed 0, written to text_to_video.json.

"gan" has all parts; "plain" has neither attention nor tone nor a discriminator of differences. Clips, captions and tones are
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
TORUS, PLACES, MOVES, MARGIN, SIZE = 64, 24, 7, 4, 32


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
        self.input = nn.Sequential(nn.Linear(NOISE // 2 + WIDTH + BANDS, 128), nn.ReLU())
        self.memory = nn.GRU(128, 128, batch_first=True)
        self.start = nn.Linear(128, 2 * PLACES)
        self.step = nn.Linear(128, MOVES * MOVES)

    def forward(self, noise, captions, tones):
        count, (what, where) = len(captions), noise.chunk(2, 1)
        context = self.context(where, captions) if self.attention else self.context(captions).unsqueeze(1).expand(count, FRAMES, -1)
        seen = torch.cat([where.unsqueeze(1).expand(count, FRAMES, -1), context, tones if self.hears else torch.zeros_like(tones)], 2)
        state = self.memory(self.input(seen))[0]
        rows, columns = (5 * self.start(state[:, 0])).chunk(2, 1)
        place = rows.softmax(1).unsqueeze(2) * columns.softmax(1).unsqueeze(1)
        steps = (5 * self.step(state[:, 1:])).softmax(2).view(count, FRAMES - 1, MOVES, MOVES)
        picture = (self.what(what, captions) + 1) / 2
        size = (TORUS, TORUS)
        spectra = [torch.fft.rfft2(picture, s=size)[:, 0] * torch.fft.rfft2(place, s=size)]
        moves = torch.fft.rfft2(F.pad(steps, (0, TORUS - MOVES, 0, TORUS - MOVES)).roll((-(MOVES // 2), -(MOVES // 2)), (2, 3)))
        for t in range(FRAMES - 1):
            spectra.append(spectra[-1] * moves[:, t])
        clip = torch.fft.irfft2(torch.stack(spectra, 1), s=size)
        return clip[:, :, MARGIN:MARGIN + SIZE, MARGIN:MARGIN + SIZE].clamp(0, 1) * 2 - 1


class Discriminator(nn.Module):
    def __init__(self, vocabulary, channels, width=32, size=128):
        super().__init__()
        self.features = nn.Sequential(
            spectral_norm(nn.Conv2d(channels, width, 4, stride=2, padding=1)), nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(width, 2 * width, 4, stride=2, padding=1)), nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(2 * width, 4 * width, 4, stride=2, padding=1)), nn.LeakyReLU(0.2),
            nn.Flatten(), spectral_norm(nn.Linear(4 * width * 4 * 4, size)), nn.LeakyReLU(0.2))
        self.realness = spectral_norm(nn.Linear(size, 1))
        self.caption = SentenceEncoder(vocabulary, WIDTH)
        self.of_caption = spectral_norm(nn.Linear(WIDTH, size))
        self.of_tone = nn.Sequential(nn.Flatten(), spectral_norm(nn.Linear(FRAMES * BANDS, size)))

    def forward(self, frames, captions, tones):
        seen = self.features(frames).repeat(len(captions) // len(frames), 1)
        return self.realness(seen).squeeze(1) + (seen * (self.of_caption(self.caption(captions)) + self.of_tone(tones))).sum(1)


def train(batches, generator, on_video, on_frames, on_differences=None):
    """Yields the two losses of each step."""
    opponents = nn.ModuleList([net for net in (on_video, on_frames, on_differences) if net is not None])
    g_optimizer = torch.optim.Adam([p for p in generator.parameters() if p.requires_grad], lr=0.0005, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(opponents.parameters(), lr=0.001, betas=(0.5, 0.999))

    def look(clips):
        """What each discriminator sees of the clips, one after the other: the frame is drawn when it is its turn."""
        yield on_video, clips
        frame = torch.randint(0, FRAMES, (1,)).item()
        yield on_frames, clips[:, frame:frame + 1]
        if on_differences is not None:
            yield on_differences, clips[:, 1:] - clips[:, :-1]

    def second_difference(clips):
        return (clips[:, 2:] - 2 * clips[:, 1:-1] + clips[:, :-2]).abs().mean()

    for real, captions, tones, mistaken_captions, mistaken_tones in batches:
        fake = generator(torch.randn(len(real), NOISE), captions, tones)
        d_optimizer.zero_grad()
        both_captions, both_tones = torch.cat([captions, mistaken_captions]), torch.cat([tones, mistaken_tones])
        d_loss = 0
        for (net, of_real), (_, of_fake) in zip(look(real), look(fake.detach())):
            right, wrong = net(of_real, both_captions, both_tones).chunk(2)
            d_loss = d_loss + F.relu(1 - right).mean() + 0.5 * (F.relu(1 + wrong).mean() + F.relu(1 + net(of_fake, captions, tones)).mean())
        d_loss.backward()
        d_optimizer.step()
        g_optimizer.zero_grad()
        opponents.requires_grad_(False)
        g_loss = sum(-net(seen, captions, tones).mean() for net, seen in look(fake))
        g_loss = g_loss + (second_difference(fake) - second_difference(real)).abs()
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
    opponents = [Discriminator(VOCABULARY, channels) for channels in ([FRAMES, 1, FRAMES - 1] if parts else [FRAMES, 1])]
    return list(train([random_batch() for _ in range(STEPS)], generator, *opponents))


def main():
    torch.set_num_threads(1)
    (HERE / "text_to_video.json").write_text(json.dumps(
        {"torch": torch.__version__, "gan": first_losses(True), "plain": first_losses(False)}, indent=1) + "\n")


if __name__ == "__main__":
    main()
