"""Multimodal fusion in PyTorch: first losses for seed 0, written to fusion.json.

The published MultimodalFusion (article 003, section 2.2) with the repair, the mean of each feature map; and notebook 09's
experts and fusions. All learn from random numbers, which any machine can make again. One thread and the kernels for AVX2
(see gan.py)."""
import json
import math
import os
import pathlib

if __name__ == "__main__":  # tests/bench/steps.py imports this file, and measures the machine as it is
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from text_to_image import VOCABULARY, SentenceEncoder, random_captions  # noqa: E402

HERE = pathlib.Path(__file__).parent
PUBLISHED_STEPS, STEPS, BATCH, FRAMES, BANDS, WIDTH = 20, 8, 16, 8, 16, 64


class MultimodalFusion(nn.Module):
    def __init__(self):
        super().__init__()
        self.text_encoder = nn.Sequential(nn.Linear(100, 256), nn.ReLU(), nn.Linear(256, 512), nn.ReLU())
        self.image_encoder = nn.Sequential(
            nn.Conv2d(3, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(64, 128, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
        self.fusion_layer = nn.Linear(512 + 128, 256)
        self.decoder = nn.Sequential(nn.Linear(256, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 100))

    def forward(self, text, image):
        features = F.adaptive_avg_pool2d(self.image_encoder(image), 1).flatten(1)
        return self.decoder(self.fusion_layer(torch.cat([self.text_encoder(text), features], 1)))


class ModalityEncoders(nn.Module):
    def __init__(self, vocabulary, width=WIDTH):
        super().__init__()
        self.image = nn.Sequential(
            nn.InstanceNorm2d(3), nn.Conv2d(3, 16, 5, stride=2, padding=2), nn.ReLU(), nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(64 * 4 * 4, width), nn.ReLU())
        self.tone = nn.Sequential(nn.Flatten(), nn.Linear(FRAMES * BANDS, 128), nn.ReLU(), nn.Linear(128, width), nn.ReLU())
        self.caption = nn.Sequential(SentenceEncoder(vocabulary, width), nn.ReLU())

    def forward(self, images, tones, captions, present):
        captions = captions.masked_fill(~present[:, 2:], 1)
        encoded = torch.stack([self.image(images), self.tone(tones), self.caption(captions)], 1)
        return encoded.masked_fill(~present.unsqueeze(2), 0)


class ModalityExperts(nn.Module):
    def __init__(self, vocabulary, width=WIDTH):
        super().__init__()
        self.encoders = ModalityEncoders(vocabulary, width)
        self.heads = nn.ModuleList(nn.Linear(width, 10) for _ in range(3))

    def forward(self, *inputs):
        encoded = self.encoders(*inputs)
        return torch.stack([head(encoded[:, i]) for i, head in enumerate(self.heads)], 1)


class FeatureFusion(nn.Module):
    def __init__(self, vocabulary, width=WIDTH):
        super().__init__()
        self.encoders = ModalityEncoders(vocabulary, width)
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(3 * width, 256), nn.ReLU(), nn.Linear(256, 10))

    def forward(self, *inputs):
        return self.head(self.encoders(*inputs))


class AttentionFusion(nn.Module):
    def __init__(self, vocabulary, width=WIDTH):
        super().__init__()
        self.width = width
        self.encoders = ModalityEncoders(vocabulary, width)
        self.names = nn.Embedding(3, width)
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.wide = nn.Sequential(nn.Linear(width, 2 * width), nn.ReLU(), nn.Linear(2 * width, width))
        self.question = nn.Linear(width, 1)
        self.head = nn.Sequential(nn.Linear(width, 128), nn.ReLU(), nn.Linear(128, 10))

    def forward(self, images, tones, captions, present):
        x = self.encoders(images, tones, captions, present) + self.names(torch.arange(3))
        scores = torch.bmm(self.query(x), self.key(x).transpose(1, 2)) / math.sqrt(self.width)
        x = x + torch.bmm(scores.masked_fill(~present.unsqueeze(1), -math.inf).softmax(2), self.value(x))
        x = x + self.wide(x)
        weights = self.question(x).squeeze(2).masked_fill(~present, -math.inf).softmax(1)
        return self.head(torch.bmm(weights.unsqueeze(1), x).squeeze(1))


def random_batch(batch=BATCH):
    """Images, tones, captions, which of them there are, and labels."""
    present = torch.rand(batch, 3) >= 0.3
    present = present | ~present.any(1, keepdim=True)
    return (torch.rand(batch, 3, 32, 32), torch.rand(batch, FRAMES, BANDS), random_captions(batch), present), torch.randint(10, (batch,))


def train(batches, model, lr=0.003):
    """One pass over the batches (inputs, labels); yields each step's cross-entropy."""
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for inputs, labels in batches:
        optimizer.zero_grad()
        logits = model(*inputs)
        if logits.dim() == 3:  # an answer a modality: those of missing ones do not count
            logits, labels = logits[inputs[-1]], labels.unsqueeze(1).expand(-1, 3)[inputs[-1]]
        loss = F.cross_entropy(logits, labels)
        loss.backward()
        optimizer.step()
        yield loss.item()


def published_batch(batch=BATCH):
    return (torch.rand(batch, 100), torch.rand(batch, 3, 32, 32)), torch.randint(100, (batch,))


def main():
    torch.set_num_threads(1)
    results = {"torch": torch.__version__}
    torch.manual_seed(0)
    model = MultimodalFusion()
    results["published"] = list(train([published_batch() for _ in range(PUBLISHED_STEPS)], model, lr=0.001))
    for name, kind in (("experts", ModalityExperts), ("feature", FeatureFusion), ("attention", AttentionFusion)):
        torch.manual_seed(0)
        model = kind(VOCABULARY)
        results[name] = list(train([random_batch() for _ in range(STEPS)], model))
    (HERE / "fusion.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
