"""Notebook 09's two nets from a picture and a text to a clip in PyTorch, for seed 0, written to image_text_to_video.json.

"published" is article 000's MultiModalGenerator (section 3.1) with the least repair: of one picture and ten words a clip,
of which the file has eight numbers, the sum and a weighted sum. "losses" are the kit's own net's, of its first steps; pictures
and captions are random, which any machine can make again. Both sides use one thread and the kernels for AVX2 (see gan.py)."""
import json
import os
import pathlib

if __name__ == "__main__":
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from text_to_image import random_captions  # noqa: E402

HERE = pathlib.Path(__file__).parent
STEPS, BATCH, VOCABULARY, FRAMES, SIZE, WIDTH, REACH = 6, 4, 50, 8, 32, 128, 3


class MultiModalGenerator(nn.Module):
    """Article 000, section 3.1, with words as wide as there are feature maps, their mean, and an axis of time."""

    def __init__(self, vocabulary=10_000, frames=16):
        super().__init__()
        self.frames = frames
        self.image_encoder = nn.Conv2d(3, 64, 3, padding=1)
        self.text_encoder = nn.Embedding(vocabulary, 64)
        self.video_decoder = nn.ConvTranspose3d(64, 3, 3, padding=1)

    def forward(self, images, texts):
        both = self.image_encoder(images) + self.text_encoder(texts).mean(1)[:, :, None, None]
        return self.video_decoder(both.unsqueeze(2).repeat(1, 1, self.frames, 1, 1))


class CaptionReader(nn.Module):
    def __init__(self, vocabulary, width=WIDTH):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width // 2, padding_idx=0)
        self.memory = nn.GRU(width // 2, width, batch_first=True)

    def forward(self, captions):
        read, _ = self.memory(self.words(captions))
        return read[torch.arange(len(captions)), captions.ne(0).sum(1) - 1]


class ImageTextToVideo(nn.Module):
    def __init__(self, caption, frames=FRAMES, size=SIZE, width=WIDTH):
        super().__init__()
        self.caption, self.frames, self.width = caption, frames, width
        self.look = nn.Sequential(
            nn.Conv2d(1, 16, 8, stride=4, padding=2), nn.ReLU(), nn.Conv2d(16, 32, 4, stride=2, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(32 * (size // 8) ** 2, width), nn.ReLU())
        self.memory = nn.GRUCell(2 * width, width)
        self.step = nn.Linear(width, (2 * REACH + 1) ** 2)
        self.touch_up = nn.Sequential(nn.Conv2d(frames, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, frames, 3, padding=1))

    def forward(self, images, captions):
        count, said, clip = len(images), self.caption(captions), [images]
        state = torch.zeros(count, self.width)
        for _ in range(self.frames - 1):
            state = self.memory(torch.cat([self.look(clip[-1]), said], 1), state)
            steps = self.step(state).softmax(1).view(count, 1, 2 * REACH + 1, 2 * REACH + 1)
            clip.append(F.conv2d(clip[-1].transpose(0, 1), steps.flip(2, 3), padding=REACH, groups=count).transpose(0, 1))
        clip = torch.cat(clip, 1)
        return (clip + self.touch_up(clip)).clamp(0, 1).unsqueeze(1)


def train(batches, model):
    """Yields the squared error of each step."""
    adam = torch.optim.Adam(model.parameters(), lr=0.001)
    for clips, captions in batches:
        adam.zero_grad()
        error = F.mse_loss(model(clips[:, :, 0], captions), clips)
        error.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 0.05)
        adam.step()
        yield error.item()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    published = MultiModalGenerator()
    with torch.no_grad():
        clip = published(torch.randn(1, 3, 64, 64), torch.randint(0, 10_000, (1, 10))).flatten().double()
    torch.manual_seed(0)
    model = ImageTextToVideo(CaptionReader(VOCABULARY))
    losses = list(train([(torch.rand(BATCH, 1, FRAMES, SIZE, SIZE), random_captions(BATCH)) for _ in range(STEPS)], model))
    (HERE / "image_text_to_video.json").write_text(json.dumps({
        "torch": torch.__version__, "published": clip[:: len(clip) // 8][:8].tolist(), "sum": clip.sum().item(),
        "weighted": (clip * torch.linspace(-1, 1, len(clip)).double()).sum().item(), "losses": losses}, indent=1) + "\n")


if __name__ == "__main__":
    main()
