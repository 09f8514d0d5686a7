"""The published MNIST GAN (article 000, section 2.1) in PyTorch: its first 50 losses for seed 0, written to gan.json.

The data come twice: as random images, which any machine can make again, and as real MNIST (AIGC_DATA/mnist), in the
order of one torch.randperm drawn after the models.

A GAN is chaotic: sums taken in another order, as another number of threads or another processor's kernels take them,
drift apart by more than 1e-5 within 30 steps. So both sides use one thread and the kernels for AVX2."""
import gzip
import json
import os
import pathlib

if __name__ == "__main__":  # tests/bench/gan.py imports this file, and measures the machine as it is
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402

HERE = pathlib.Path(__file__).parent
STEPS, BATCH = 50, 64


def make_models():
    generator = nn.Sequential(
        nn.Linear(100, 256), nn.ReLU(), nn.Linear(256, 512), nn.ReLU(), nn.Linear(512, 1024), nn.ReLU(),
        nn.Linear(1024, 28 * 28), nn.Tanh(), nn.Unflatten(1, (1, 28, 28)))
    discriminator = nn.Sequential(
        nn.Flatten(), nn.Linear(28 * 28, 512), nn.LeakyReLU(0.2), nn.Linear(512, 256), nn.LeakyReLU(0.2),
        nn.Linear(256, 1), nn.Sigmoid())
    return generator, discriminator


def train(batches, generator, discriminator):
    """One pass over the batches; yields the two losses of each step."""
    criterion = nn.BCELoss()
    g_optimizer = torch.optim.Adam(generator.parameters(), lr=0.0002)
    d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=0.0002)
    for real in batches:
        ones, zeros = torch.ones(len(real), 1), torch.zeros(len(real), 1)
        d_optimizer.zero_grad()
        d_real = criterion(discriminator(real), ones)
        fake = generator(torch.randn(len(real), 100))
        d_loss = d_real + criterion(discriminator(fake.detach()), zeros)
        d_loss.backward()
        d_optimizer.step()
        g_optimizer.zero_grad()
        g_loss = criterion(discriminator(fake), ones)
        g_loss.backward()
        g_optimizer.step()
        yield d_loss.item(), g_loss.item()


def mnist_images():
    """MNIST's training images, uint8 (60000, 1, 28, 28)."""
    path = pathlib.Path(os.environ["AIGC_DATA"]) / "mnist" / "train-images-idx3-ubyte.gz"
    pixels = bytearray(gzip.decompress(path.read_bytes())[16:])
    return torch.frombuffer(pixels, dtype=torch.uint8).view(60000, 1, 28, 28)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    models = make_models()
    random_images = [torch.rand(BATCH, 1, 28, 28) * 2 - 1 for _ in range(STEPS)]
    on_random = list(train(random_images, *models))

    torch.manual_seed(0)
    models = make_models()
    images = mnist_images()
    order = torch.randperm(len(images))
    batches = (images[order[i * BATCH:(i + 1) * BATCH]].float().div(255).sub(0.5).div(0.5) for i in range(STEPS))
    on_mnist = list(train(batches, *models))

    (HERE / "gan.json").write_text(json.dumps({"torch": torch.__version__, "random": on_random, "mnist": on_mnist}, indent=1) + "\n")


if __name__ == "__main__":
    main()
