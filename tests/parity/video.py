"""The video models of notebook 08 in PyTorch: outputs and losses for seed 0, written to video.json.

"generator": the published VideoGenerator (article 000, section 2.2) on random clips: what it gives untrained, and its first
losses as a denoiser. "gan": the first losses of the video GAN, on random clips.

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
NOISE, STEPS, BATCH, FRAMES = 128, 6, 4, 8


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


class SpectralConv3d(nn.Module):
    """As torch.nn.utils.spectral_norm makes it; u and v drawn after the weights, as there."""

    def __init__(self, *args, **kwargs):
        super().__init__()
        self.conv = nn.utils.spectral_norm(nn.Conv3d(*args, **kwargs))

    def forward(self, x):
        return self.conv(x)


class WhatWhereGenerator(nn.Module):
    def __init__(self, frames=FRAMES):
        super().__init__()
        self.what = nn.Sequential(
            nn.Linear(64, 128 * 4 * 4), nn.Unflatten(1, (128, 4, 4)), nn.BatchNorm2d(128), nn.ReLU(),
            nn.Upsample(scale_factor=2), nn.Conv2d(128, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(),
            nn.Upsample(scale_factor=2), nn.Conv2d(64, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(),
            nn.Conv2d(32, 1, 3, padding=1), nn.Sigmoid())
        self.start = nn.Sequential(
            nn.Linear(64, 48 * 6 * 6), nn.Unflatten(1, (48, 6, 6)), nn.BatchNorm2d(48), nn.ReLU(),
            nn.Upsample(scale_factor=2), nn.Conv2d(48, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(),
            nn.Conv2d(32, 4, 3, padding=1), nn.PixelShuffle(2))
        self.steps = nn.Sequential(
            nn.Linear(64, 32 * (frames - 1) * 7 * 7), nn.Unflatten(1, (32, frames - 1, 7, 7)), nn.BatchNorm3d(32), nn.ReLU(),
            nn.Conv3d(32, 32, 3, padding=1), nn.BatchNorm3d(32), nn.ReLU(),
            nn.Conv3d(32, 1, 3, padding=1))

    def forward(self, noise):
        what, where = noise[:, :64], noise[:, 64:]
        frames = [spectrum(self.what(what), 0) * spectrum(probabilities(self.start(where)), 4)]
        for step in spectrum(probabilities(self.steps(where)), 3).unbind(2):
            frames.append(frames[-1] * step)
        return torch.fft.irfft2(torch.stack(frames, 2), s=(64, 64))[..., :32, :32].clamp(0, 1) * 2 - 1


def probabilities(logits):
    return F.softmax(5 * logits.flatten(-2), -1).view(logits.shape)


def spectrum(plane, origin):
    padded = F.pad(plane, (0, 64 - plane.shape[-1], 0, 64 - plane.shape[-2]))
    return torch.fft.rfft2(padded.roll((-origin, -origin), (-2, -1)))


def make_discriminator(over_time, width=16):
    kernel, stride, padding = (4, 2, 1) if over_time else (1, 1, 0)

    def halve(into, out):
        return SpectralConv3d(into, out, (kernel, 4, 4), (stride, 2, 2), (padding, 1, 1))
    return nn.Sequential(
        halve(1, width), nn.LeakyReLU(0.2), halve(width, 2 * width), nn.LeakyReLU(0.2),
        halve(2 * width, 4 * width), nn.LeakyReLU(0.2), SpectralConv3d(4 * width, 1, (1, 4, 4)))


def train_gan(generator, on_video, on_frames, on_differences, batches):
    """Yields the two losses of each step: hinge losses, summed over the three discriminators."""
    opponents = nn.ModuleList([on_video, on_frames, on_differences])
    g_optimizer = torch.optim.Adam(generator.parameters(), lr=0.0005, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(opponents.parameters(), lr=0.001, betas=(0.5, 0.999))

    def some(frames):
        return frames[:, :, torch.randperm(frames.shape[2])[:2]]

    def scores(clips):
        return [on_video(clips), on_frames(some(clips)), on_differences(some(clips[:, :, 1:] - clips[:, :, :-1]))]

    for real in batches:
        d_optimizer.zero_grad()
        fake = generator(torch.randn(len(real), NOISE))
        judged = scores(torch.cat([real, fake.detach()]))
        d_loss = sum(F.relu(1 - s[:len(real)]).mean() + F.relu(1 + s[len(real):]).mean() for s in judged)
        d_loss.backward()
        d_optimizer.step()
        g_optimizer.zero_grad()
        opponents.requires_grad_(False)
        g_loss = sum(-s.mean() for s in scores(fake))
        g_loss.backward()
        g_optimizer.step()
        opponents.requires_grad_(True)
        yield d_loss.item(), g_loss.item()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = make_video_generator()
    output = model(torch.randn(1, 1, 4, 8, 8)).detach()
    published = {"output": output.flatten()[::16].tolist(), "least": output.min().item(), "most": output.max().item(),
                 "denoising": list(denoise(model))}

    torch.manual_seed(0)
    networks = [WhatWhereGenerator(), make_discriminator(True), make_discriminator(False, 24), make_discriminator(False)]
    batches = [torch.rand(BATCH, 1, FRAMES, 32, 32) * 2 - 1 for _ in range(STEPS)]
    (HERE / "video.json").write_text(json.dumps(
        {"torch": torch.__version__, "generator": published, "gan": list(train_gan(*networks, batches))}, indent=1) + "\n")


if __name__ == "__main__":
    main()
