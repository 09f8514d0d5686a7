"""The published GAN in Python, timed: `gan.py step [N]` the training step on random images, `gan.py epoch` a whole epoch with the
published data pipeline (article 000, section 2.1: torchvision's MNIST, a picture at a time through PIL, ToTensor and Normalize)."""
import gzip
import os
import pathlib
import statistics
import sys
import tempfile
import time

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "parity"))
from gan import BATCH, make_models, train  # noqa: E402


def step_time(steps):
    images = torch.rand(BATCH, 1, 28, 28) * 2 - 1
    times, last = [], time.perf_counter()
    for _ in train((images for _ in range(steps)), *make_models()):
        now = time.perf_counter()
        times.append((now - last) * 1000)
        last = now
    return statistics.median(times)


def published_loader():
    """The published DataLoader, on a copy of AIGC_DATA's files laid out as torchvision wants them."""
    from torchvision import datasets, transforms
    root = pathlib.Path(tempfile.mkdtemp())
    raw = root / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for packed in (pathlib.Path(os.environ["AIGC_DATA"]) / "mnist").glob("*.gz"):
        (raw / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
    data = datasets.MNIST(root=str(root), train=True, transform=transform, download=False)
    return torch.utils.data.DataLoader(dataset=data, batch_size=BATCH, shuffle=True)


def epoch_time():
    loader, models = published_loader(), make_models()
    start = time.perf_counter()
    for _ in train((images for images, _ in loader), *models):
        pass
    return time.perf_counter() - start


if __name__ == "__main__":
    torch.manual_seed(0)
    if sys.argv[1:2] == ["epoch"]:
        print(f"gan epoch on MNIST, data included: {epoch_time():.2f} s")
    else:
        print(f"gan step, batch {BATCH}: {step_time(int(sys.argv[2]) if len(sys.argv) > 2 else 300):.2f} ms median")
