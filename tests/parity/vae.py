"""The published VAE (article 003, section 1.2), repaired, in PyTorch: its first 50 losses for seed 0, written to vae.json.

Each step's reconstruction and divergence, in nats an image. The data come twice: as random zeros and ones, which any
machine can make again, and as real MNIST (AIGC_DATA/mnist) in the order of one torch.randperm drawn after the model,
each batch binarised anew. One thread and the kernels for AVX2, as in gan.py."""
import json
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


def train(batches, vae, beta=1.0):
    """One pass over the batches; yields reconstruction and divergence of each step."""
    optimizer = torch.optim.Adam(vae.parameters(), lr=0.001)
    for images in batches:
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

    (HERE / "vae.json").write_text(json.dumps({"torch": torch.__version__, "random": on_random, "mnist": on_mnist}, indent=1) + "\n")


if __name__ == "__main__":
    main()
