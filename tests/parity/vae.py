"""The published VAE (article 003, section 1.2), repaired, and notebook 03's own, in PyTorch: their first 50 losses for
seed 0, written to vae.json.

Each step's reconstruction and divergence, in nats an image. The data come twice: as random zeros and ones, which any
machine can make again, and as real MNIST (AIGC_DATA/mnist) in the order of one torch.randperm drawn after the model,
each batch binarised anew; notebook 03's own sees random grey levels, binarised anew, while its learning rate falls. One
thread and the kernels for AVX2, as in gan.py."""
import json
import math
import os
import pathlib

if __name__ == "__main__":  # tests/bench imports this file, and measures the machine as it is
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from gan import mnist_images  # noqa: E402

HERE = pathlib.Path(__file__).parent
STEPS, BATCH = 50, 128


class Vae(nn.Module):
    def __init__(self, latent=20):
        super().__init__()
        self.encoder = nn.Sequential(nn.Flatten(), nn.Linear(784, 400), nn.ReLU(), nn.Linear(400, 2 * latent))
        self.decoder = nn.Sequential(nn.Linear(latent, 400), nn.ReLU(), nn.Linear(400, 784))

    def forward(self, images):
        mean, logvar = self.encoder(images).chunk(2, dim=1)
        codes = mean + torch.randn_like(mean) * (0.5 * logvar).exp()
        return self.decoder(codes), mean, logvar


class ResidualLinear(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(width, width)

    def forward(self, x):
        return x + F.silu(self.linear(x))


class ResidualVae(Vae):
    """Notebook 03's main model."""

    def __init__(self, latent=20, width=512):
        nn.Module.__init__(self)
        self.encoder = nn.Sequential(nn.Flatten(), nn.Linear(784, width), nn.SiLU(), ResidualLinear(width), nn.Linear(width, 2 * latent))
        self.decoder = nn.Sequential(nn.Linear(latent, width), nn.SiLU(), ResidualLinear(width), nn.Linear(width, 784))


def falling(first=2e-3, last=1e-5, steps=1_000_000):
    """Half a cosine: the learning rate of each step, counted from 1."""
    return lambda step: last + (first - last) * (1 + math.cos(math.pi * step / steps)) / 2


def train(batches, vae, beta=1.0, rate=None):
    """One pass over the batches; yields reconstruction and divergence of each step. The learning rate is 0.001, or what
    `rate` says for each step."""
    optimizer = torch.optim.Adam(vae.parameters(), lr=0.001)
    for step, images in enumerate(batches, 1):
        if rate is not None:
            for group in optimizer.param_groups:
                group["lr"] = rate(step)
        optimizer.zero_grad()
        logits, mean, logvar = vae(images)
        reconstruction = F.binary_cross_entropy_with_logits(logits, images.flatten(1), reduction="none").sum(1).mean()
        divergence = (0.5 * (mean.square() + logvar.exp() - 1 - logvar)).sum(1).mean()
        (reconstruction + beta * divergence).backward()
        optimizer.step()
        yield reconstruction.item(), divergence.item()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    vae = Vae()
    random_images = [torch.rand(BATCH, 1, 28, 28).bernoulli() for _ in range(STEPS)]
    on_random = list(train(random_images, vae))

    torch.manual_seed(0)
    vae = Vae()
    images = mnist_images()
    order = torch.randperm(len(images))
    batches = (images[order[i * BATCH:(i + 1) * BATCH]].float().div(255).bernoulli() for i in range(STEPS))
    on_mnist = list(train(batches, vae))

    torch.manual_seed(0)
    vae = ResidualVae()
    grey = [torch.randint(0, 256, (BATCH, 1, 28, 28), dtype=torch.uint8) for _ in range(STEPS)]
    residual = list(train((images.float().div(255).bernoulli() for images in grey), vae, rate=falling(steps=STEPS)))

    (HERE / "vae.json").write_text(json.dumps({"torch": torch.__version__, "random": on_random, "mnist": on_mnist, "residual": residual}, indent=1) + "\n")


if __name__ == "__main__":
    main()
