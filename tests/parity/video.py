"""The video models of notebook 08 in PyTorch: outputs and losses for seed 0, written to video.json.

"generator": the published VideoGenerator (article 000, section 2.2) on random clips: what it gives untrained, and its first
losses as a denoiser. "gan": the first losses of the video GAN, on random clips and pictures.

One thread and the kernels for AVX2 on both sides, as in gan.py: another order of sums drifts away."""
import json
import os
import pathlib

if __name__ == "__main__":
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

HERE = pathlib.Path(__file__).parent
STEPS, FRAMES = 6, 8


def make_video_generator():
    return nn.Sequential(
        nn.Conv3d(1, 16, 3, padding=1), nn.ReLU(), nn.Conv3d(16, 32, 3, padding=1), nn.ReLU(),
        nn.Conv3d(32, 64, 3, padding=1), nn.ReLU(), nn.Conv3d(64, 1, 3, padding=1), nn.Sigmoid())


def denoise(model):
    """The losses of ten steps that take noise off random clips."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    for _ in range(10):
        clean = torch.rand(2, 1, 4, 8, 8)
        noisy = clean + 0.5 * torch.randn_like(clean)
        optimizer.zero_grad()
        loss = F.mse_loss(model(noisy), clean)
        loss.backward()
        optimizer.step()
        yield loss.item()


def spectral(layer):
    """As torch.nn.utils.spectral_norm makes it; u and v drawn after the weights, as in the library."""
    return nn.utils.spectral_norm(layer)


class WhatGenerator(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(64 + 10, 128 * 4 * 4), nn.Unflatten(1, (128, 4, 4)), nn.BatchNorm2d(128), nn.ReLU(),
            nn.Upsample(scale_factor=2), nn.Conv2d(128, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(),
            nn.Upsample(scale_factor=2), nn.Conv2d(64, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(),
            nn.Conv2d(32, 1, 3, padding=1), nn.Sigmoid())

    def forward(self, noise):
        return self.model(torch.cat([noise, 2 * F.one_hot(digits_of(noise), 10).float()], 1))


def digits_of(noise):
    return noise[:, :10].argmax(1)


class WhereGenerator(nn.Module):
    """Paths (N, 8, 2) in whole pixels, with the gradient of the fractions."""

    def __init__(self):
        super().__init__()
        self.start = nn.Sequential(
            nn.Linear(64, 48 * 6 * 6), nn.Unflatten(1, (48, 6, 6)), nn.BatchNorm2d(48), nn.ReLU(),
            nn.Upsample(scale_factor=2), nn.Conv2d(48, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(),
            nn.Conv2d(32, 4, 3, padding=1), nn.PixelShuffle(2))

        def twice_the_time(channels):
            return [nn.Upsample(scale_factor=(2, 1, 1)), nn.Conv3d(channels, 32, 3, padding=1), nn.BatchNorm3d(32), nn.ReLU()]
        self.steps = nn.Sequential(
            nn.Linear(64, 64 * 7 * 7), nn.Unflatten(1, (64, 1, 7, 7)), nn.BatchNorm3d(64), nn.ReLU(),
            *twice_the_time(64), *twice_the_time(32), *twice_the_time(32), nn.Conv3d(32, 1, 3, padding=1))

    def forward(self, noise):
        first, moves = 8 + 11 * mean_place(self.start(noise)), 4 * mean_place(self.steps(noise)[:, :, :FRAMES - 1])
        path = torch.cat([first, first + moves.squeeze(1).cumsum(1)], 1)
        return path + (path.round() - path).detach()


def mean_place(logits):
    maps = F.softmax(5 * logits.flatten(-2), -1).view(logits.shape)
    at = torch.linspace(-1, 1, logits.shape[-1])
    return torch.stack([(maps.sum(-2) * at).sum(-1), (maps.sum(-1) * at).sum(-1)], -1)


def place(pictures, path, size=32):
    """Pictures (N, 1, P, P) on their paths (N, T, 2), as a clip (N, 1, T, size, size)."""
    frames, side = path.shape[1], pictures.shape[-1]
    ink = pictures.unsqueeze(1).expand(-1, frames, -1, -1, -1).reshape(-1, 1, side, side)
    at = (torch.arange(size, dtype=torch.float32) - path.reshape(-1, 2, 1)) * (2 / (side - 1)) - 1
    grid = torch.stack([at[:, :1].expand(-1, size, -1), at[:, 1:].transpose(1, 2).expand(-1, -1, size)], 3)
    drawn = F.grid_sample(ink, grid, mode="bilinear", padding_mode="zeros", align_corners=True)
    return drawn.view(-1, frames, 1, size, size).transpose(1, 2)


class VideoDiscriminator(nn.Module):
    def __init__(self, noise=0.05):
        super().__init__()
        self.noise = noise
        self.model = nn.Sequential(
            spectral(nn.Conv3d(1, 24, (4, 4, 4), (2, 2, 2), (1, 1, 1))), nn.LeakyReLU(0.2),
            spectral(nn.Conv3d(24, 48, (3, 4, 4), (2, 2, 2), (1, 1, 1))), nn.LeakyReLU(0.2),
            spectral(nn.Conv3d(48, 96, (2, 4, 4))), nn.LeakyReLU(0.2),
            spectral(nn.Conv3d(96, 1, (1, 1, 1))))

    def forward(self, clips):
        afar = 4 * F.avg_pool3d(clips, (1, 8, 8), (1, 2, 2), (0, 3, 3))
        return self.model(afar + self.noise * torch.randn_like(afar))


class FrameDiscriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            spectral(nn.Conv2d(1, 32, 4, 2, 1)), nn.LeakyReLU(0.2), spectral(nn.Conv2d(32, 64, 4, 2, 1)), nn.LeakyReLU(0.2),
            spectral(nn.Conv2d(64, 64, 3, 1, 1)), nn.LeakyReLU(0.2),
            nn.Flatten(), spectral(nn.Linear(64 * 4 * 4, 128)), nn.LeakyReLU(0.2))
        self.realness, self.of_digit = spectral(nn.Linear(128, 1)), spectral(nn.Linear(10, 128))

    def forward(self, pictures, digits):
        seen = self.features(2 * pictures - 1)
        return self.realness(seen).squeeze(1) + (seen * self.of_digit(F.one_hot(digits, 10).float())).sum(1)


def make_gan():
    return WhatGenerator(), WhereGenerator(), FrameDiscriminator(), VideoDiscriminator(), VideoDiscriminator()


def train_gan(what, where, of_frames, of_video, of_differences, batches):
    """Yields the two losses of each step: hinge losses, summed over the three discriminators."""
    opponents = nn.ModuleList([of_frames, of_video, of_differences])
    g_optimizer = torch.optim.Adam([*what.parameters(), *where.parameters()], lr=0.0005, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(opponents.parameters(), lr=0.0005, betas=(0.5, 0.999))

    def scores(clips, pictures, digits):
        return [of_frames(pictures, digits), of_video(clips), of_differences(clips[:, :, 1:] - clips[:, :, :-1])]

    for clips, pictures, digits in batches:
        noise = torch.randn(len(pictures), 64)
        asked, fake_pictures, path = digits_of(noise), what(noise), where(torch.randn(len(clips), 64))
        fake_clips = place(pictures[:len(clips)], path) * 2 - 1
        d_optimizer.zero_grad()
        judged = scores(torch.cat([clips, fake_clips.detach()]), torch.cat([pictures, fake_pictures.detach()]), torch.cat([digits, asked]))
        halves = [s.chunk(2) for s in judged]
        d_loss = sum(F.relu(1 - real).mean() + F.relu(1 + fake).mean() for real, fake in halves)
        d_loss.backward()
        d_optimizer.step()
        opponents.requires_grad_(False)
        g_optimizer.zero_grad()
        g_loss = sum(-s.mean() for s in scores(fake_clips, fake_pictures, asked))
        g_loss.backward()
        g_optimizer.step()
        opponents.requires_grad_(True)
        yield d_loss.item(), g_loss.item()


def random_batch(clips, pictures):
    """Clips, pictures and their digits."""
    return torch.rand(clips, 1, FRAMES, 32, 32) * 2 - 1, torch.rand(pictures, 1, 16, 16), torch.randint(10, (pictures,))


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = make_video_generator()
    output = model(torch.randn(1, 1, 4, 8, 8)).detach()
    published = {"output": output.flatten()[::16].tolist(), "least": output.min().item(), "most": output.max().item(),
                 "denoising": list(denoise(model))}

    torch.manual_seed(0)
    networks = make_gan()
    batches = [random_batch(4, 6) for _ in range(STEPS)]
    (HERE / "video.json").write_text(json.dumps(
        {"torch": torch.__version__, "generator": published, "gan": list(train_gan(*networks, batches))}, indent=1) + "\n")


if __name__ == "__main__":
    main()
