"""The published GAN in Python on all of MNIST, timed with the published data pipeline (article 000, section 2.1: torchvision's MNIST, a
picture at a time through PIL, ToTensor and Normalize). Its twin is `./aigc bench epoch`."""
import gzip
import os
import pathlib
import sys
import tempfile
import time

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "parity"))
from gan import BATCH, make_models, train  # noqa: E402


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
    print(f"gan epoch on MNIST, data included: {epoch_time():.2f} s")
