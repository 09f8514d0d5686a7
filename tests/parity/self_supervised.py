"""Notebook 04's models in PyTorch: their first losses for seed 0, written to self_supervised.json.

The autoencoder of article 003 (section 3.2), repaired, in its published loop; the contrastive model, the masked autoencoder,
the position puzzle and the masked language model with AdamW, warm-up and cosine. All data are drawn from torch's generator,
in the order in which the C# tests draw them. One thread and the kernels for AVX2, as in gan.py."""
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

HERE = pathlib.Path(__file__).parent
STEPS, VOCABULARY, LENGTH = 12, 300, 32


def make_autoencoder():
    encoder = nn.Sequential(nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
    decoder = nn.Sequential(nn.ConvTranspose2d(64, 32, 2, stride=2), nn.ReLU(), nn.ConvTranspose2d(32, 3, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())
    return nn.Sequential(encoder, decoder)


def train_autoencoder(model, batches):
    """The published loop."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    for images in batches:
        optimizer.zero_grad()
        loss = F.mse_loss(model(images), images)
        loss.backward()
        optimizer.step()
        yield loss.item()


def pretext(model, rate, steps, losses):
    """PretextTrainer: `losses` makes the loss of each step."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-4)
    for step, loss in enumerate(losses, 1):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, step / 30) * 0.5 * (1 + math.cos(math.pi * (step - 1) / steps))
        optimizer.zero_grad()
        value = loss()
        value.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        yield value.item()


def augment(images, degrees=15, shear=0.3, scale=0.2, shift=0.1, bend=0.06, noise=0.1):
    count = len(images)

    def uniform(most):
        return (torch.rand(count) * 2 - 1) * most

    angle, slant = uniform(degrees * math.pi / 180), uniform(shear)
    width = uniform(scale).exp()
    height = width * uniform(scale / 2).exp()
    cos, sin = angle.cos(), angle.sin()
    theta = torch.stack([cos * width, (slant * cos - sin) * height, uniform(2 * shift),
                         sin * width, (slant * sin + cos) * height, uniform(2 * shift)], 1).view(count, 2, 3)
    grid = F.affine_grid(theta, images.shape, align_corners=False)
    bends = F.interpolate(torch.randn(count, 2, 5, 5) * bend, size=images.shape[2:], mode="bicubic", align_corners=True)
    seen = F.grid_sample(images, grid + bends.permute(0, 2, 3, 1), align_corners=False)
    return seen + noise * torch.randn_like(seen)


def make_contrastive():
    encoder = nn.Sequential(
        nn.Conv2d(1, 32, 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(32), nn.ReLU(),
        nn.Conv2d(32, 64, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
        nn.Conv2d(64, 128, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(128), nn.ReLU(),
        nn.Flatten(), nn.Linear(2048, 128), nn.BatchNorm1d(128), nn.ReLU())
    return nn.Sequential(encoder, nn.Sequential(nn.Linear(128, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Linear(128, 64)))


def nt_xent(first, second, temperature=0.3):
    count = len(first)
    both = F.normalize(torch.cat([first, second]), dim=1)
    cosines = both @ both.t() / temperature
    twin = torch.cat([torch.arange(count, 2 * count), torch.arange(count)])
    return F.cross_entropy(cosines.masked_fill(torch.eye(2 * count, dtype=torch.bool), -math.inf), twin)


def contrastive_loss(model, first, second):
    return nt_xent(*model(torch.cat([first, second])).chunk(2))


class EncoderBlock(nn.Module):
    def __init__(self, width, heads=4):
        super().__init__()
        self.heads = heads
        self.norm1, self.inputs, self.outputs, self.norm2 = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width), nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        batch, length, width = x.shape
        q, k, v = self.inputs(self.norm1(x)).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = ((q / math.sqrt(width // self.heads)) @ k.transpose(2, 3)).softmax(-1)
        x = x + self.outputs((weights @ v).transpose(1, 2).reshape(x.shape))
        return x + self.mlp(self.norm2(x))


def cut(images):
    return images.reshape(-1, 7, 4, 7, 4).permute(0, 1, 3, 2, 4).reshape(-1, 49, 16)


def at(tokens, places):
    return tokens.gather(1, places.unsqueeze(2).expand(-1, -1, tokens.shape[2]))


class MaskedAutoencoder(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        self.embed = nn.Linear(16, width)
        self.encoder = nn.Sequential(*(EncoderBlock(width) for _ in range(3)), nn.LayerNorm(width))
        self.between = nn.Linear(width, width)
        self.near = nn.Conv2d(width, width, 3, padding=1)
        self.decoder = nn.Sequential(EncoderBlock(width), nn.LayerNorm(width), nn.Linear(width, 16))
        self.places = nn.Parameter(0.02 * torch.randn(1, 49, width))
        self.decoder_places = nn.Parameter(0.02 * torch.randn(1, 49, width))
        self.masked = nn.Parameter(0.02 * torch.randn(1, 1, width))

    def forward(self, images, seen):
        codes = self.between(self.encoder(at(self.embed(cut(images)) + self.places, seen)))
        whole = self.masked.expand(len(images), 49, -1).scatter(1, seen.unsqueeze(2).expand(-1, -1, codes.shape[2]), codes)
        whole = whole + self.near(whole.transpose(1, 2).reshape(len(images), -1, 7, 7)).flatten(2).transpose(1, 2)
        return self.decoder(whole + self.decoder_places)


def masked_image_loss(model, images, share=0.5):
    order = torch.rand(len(images), 49).argsort(1)
    seen = round(49 * (1 - share))
    seen, hidden = order[:, :seen], order[:, seen:]
    return F.mse_loss(at(model(images, seen), hidden), at(cut(images), hidden))


class PositionPredictor(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
            nn.Flatten(), nn.Linear(1024, 32), nn.BatchNorm1d(32), nn.ReLU())
        self.head = nn.Sequential(nn.Linear(96, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Linear(128, 8))

    def forward(self, middle, other):
        one, two = self.encoder(torch.cat([middle, other])).chunk(2)
        return self.head(torch.cat([one, two, one * two], 1))


def position_loss(model, images, size=7, gap=2, jitter=1):
    count, _, height, width = images.shape
    span, pitch = 3 * size + 2 * gap + 2 * jitter, size + gap

    def whole(low, high):
        return torch.randint(low, high + 1, (count,))

    def patches(top, left):
        rows, columns = (top[:, None] + torch.arange(size))[:, :, None], (left[:, None] + torch.arange(size))[:, None]
        return images.flatten(2).gather(2, (rows * width + columns).view(count, 1, -1)).view(count, 1, size, size)

    top, left, place = whole(pitch + jitter, height - span + pitch + jitter), whole(pitch + jitter, width - span + pitch + jitter), whole(0, 7)
    down, right = torch.tensor([-1, -1, -1, 0, 0, 1, 1, 1])[place], torch.tensor([-1, 0, 1, -1, 1, -1, 0, 1])[place]
    middle = patches(top, left)
    other = patches(top + pitch * down + whole(-jitter, jitter), left + pitch * right + whole(-jitter, jitter))
    return F.cross_entropy(model(middle, other), place)


class MaskedLanguageModel(nn.Module):
    def __init__(self, vocabulary, length=64, width=128, layers=2):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        nn.init.normal_(self.tokens.weight, 0, 0.05)
        self.places = nn.Parameter(0.05 * torch.randn(length, width))
        self.near = nn.Conv1d(width, width, 5, padding=2)
        self.blocks = nn.Sequential(*(EncoderBlock(width) for _ in range(layers)), nn.LayerNorm(width))
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, ids, asked):
        x = self.tokens(ids) + self.places[:ids.shape[1]]
        x = self.blocks(x + self.near(x.transpose(1, 2)).transpose(1, 2))
        return F.linear(x.flatten(0, 1)[asked], self.tokens.weight, self.bias)


def masked_words_loss(model, ids, mask, share=0.15):
    chosen, fate = torch.rand(ids.shape) < share, torch.rand(ids.shape)
    inputs = torch.where(chosen & (fate >= 0.9), torch.randint(mask, ids.shape), ids).masked_fill(chosen & (fate < 0.8), mask)
    places = chosen.flatten().nonzero().squeeze(1)
    return F.cross_entropy(model(inputs, places), ids.flatten()[places])


def lowest_loss(features, labels, strength):
    """A linear probe's weights (features and a bias, classes), and their loss with the penalty, by L-BFGS in double precision."""
    features = features.double()
    x = torch.cat([features, torch.ones(len(features), 1).double()], 1)
    weights = torch.zeros(x.shape[1], int(labels.max()) + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=2000, tolerance_grad=1e-10, tolerance_change=1e-14, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = F.cross_entropy(x @ weights, labels) + strength / 2 * weights[:-1].square().sum()
        value.backward()
        return value

    optimizer.step(loss)
    return weights.detach(), loss().item()


def rounded(values):
    return [float(f"{value:.8g}") for value in values]


def main():
    torch.set_num_threads(1)
    results = {"torch": torch.__version__}

    torch.manual_seed(0)
    model = make_autoencoder()
    results["autoencoder"] = rounded(train_autoencoder(model, [torch.rand(16, 3, 32, 32) for _ in range(STEPS)]))

    torch.manual_seed(0)
    results["ntXent"] = rounded([nt_xent(torch.randn(8, 5), torch.randn(8, 5)).item()])
    seen = augment(torch.rand(4, 1, 28, 28))
    results["augmented"] = rounded([seen.mean().item(), seen.square().mean().item(), *seen[:, 0, 14, 14].tolist(), seen[3, 0, 3, 20].item()])

    torch.manual_seed(0)
    model = make_contrastive()
    views = [(torch.rand(16, 1, 28, 28), torch.rand(16, 1, 28, 28)) for _ in range(STEPS)]
    results["contrastive"] = rounded(pretext(model, 2e-3, STEPS, [lambda pair=pair: contrastive_loss(model, *pair) for pair in views]))

    for name, make, loss in [("maskedImages", MaskedAutoencoder, masked_image_loss), ("positions", PositionPredictor, position_loss)]:
        torch.manual_seed(0)
        model = make()
        images = torch.rand(16, 1, 28, 28)
        results[name] = rounded(pretext(model, 2e-3, STEPS, [lambda: loss(model, images)] * STEPS))

    torch.manual_seed(0)
    model = MaskedLanguageModel(VOCABULARY + 1, LENGTH, 64, 2)
    ids = torch.randint(VOCABULARY, (8, LENGTH))
    results["maskedWords"] = rounded(pretext(model, 2e-3, STEPS, [lambda: masked_words_loss(model, ids, VOCABULARY)] * STEPS))

    torch.manual_seed(0)
    labels = torch.arange(300) % 10
    features = torch.randn(10, 12)[labels] + torch.randn(300, 12)   # clouds that overlap
    weights, loss = lowest_loss(features, labels, 0.01)
    results["probe"] = {"loss": float(f"{loss:.8g}"), "weights": rounded(weights.flatten().tolist())}

    (HERE / "self_supervised.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
