"""Losses, each with every reduction, as functions and as modules."""
import torch
import torch.nn.functional as F
from torch import nn

from golden import Goldens

g = Goldens("losses")

PAIR = ["f32[3,4]", "f32[3,4]"], ["f64[4,3]T", "f64[4,3]"], ["f32[2,3]", "f32[3]"]
SAME = PAIR[:2]
LOGITS = ["f32[4,5]", "i64[4]:int5"], ["f64[2,5,3]", "i64[2,3]:int5"], ["f32[2,5,3]T", "i64[2,3]:int5"]
CLASSES = LOGITS[:1] + (["f64[5,3]T", "i64[5]:int3"],)
signs = lambda t: 2 * t - 1


def ctc(reduction, zero_infinity=False):
    lengths = torch.tensor([6, 5]), torch.tensor([3, 2])
    return lambda x: F.ctc_loss(x.log_softmax(2), torch.tensor([[1, 2, 2], [3, 1, 0]]), *lengths, reduction=reduction, zero_infinity=zero_infinity)


for r in "none", "mean", "sum":
    def losses(name, f, *variations):
        g.case(f"{name} {r}", f, *variations)

    losses("mse_loss", lambda x, y: F.mse_loss(x, y, reduction=r), *PAIR)
    losses("l1_loss", lambda x, y: F.l1_loss(x, y, reduction=r), *PAIR)
    losses("smooth_l1_loss", lambda x, y: F.smooth_l1_loss(x, y, reduction=r, beta=0.6), *PAIR)
    losses("huber_loss", lambda x, y: F.huber_loss(x, y, reduction=r, delta=0.6), *PAIR)
    losses("poisson_nll_loss", lambda x, y: F.poisson_nll_loss(x, y, full=True, reduction=r), ["f32[3,4]", "f32[3,4]:int4"], ["f64[4,3]T", "f64[4,3]:int3"])
    losses("poisson_nll_loss of rates", lambda x, y: F.poisson_nll_loss(x, y, log_input=False, reduction=r), ["f32[3,4]:pos", "f32[3,4]:int4"])
    losses("gaussian_nll_loss", lambda x, y, v: F.gaussian_nll_loss(x, y, v, reduction=r),
           ["f32[3,4]", "f32[3,4]", "f32[3,4]:pos"], ["f64[4,3]T", "f64[4,3]", "f64[4]:pos"], ["f32[3,4]", "f32[3,4]", "f32[3,1]:unit"])
    losses("gaussian_nll_loss full", lambda x, y, v: F.gaussian_nll_loss(x, y, v, full=True, eps=0.5, reduction=r), ["f32[3,4]", "f32[3,4]", "f32[3,4]:pos"])
    losses("cross_entropy", lambda x, y: F.cross_entropy(x, y, reduction=r), *LOGITS)
    losses("cross_entropy ignoring", lambda x, y: F.cross_entropy(x, y, ignore_index=2, label_smoothing=0.1, reduction=r), *LOGITS)
    losses("cross_entropy weighted", lambda x, y, w: F.cross_entropy(x, y, w.detach(), reduction=r), *[v + [f"{v[0][:3]}[5]:pos"] for v in LOGITS])
    losses("cross_entropy of probabilities", lambda x, y: F.cross_entropy(x, y.softmax(1), reduction=r), *SAME)
    losses("nll_loss", lambda x, y: F.nll_loss(x, y, reduction=r), *LOGITS)
    losses("nll_loss weighted", lambda x, y, w: F.nll_loss(x, y, w.detach(), reduction=r), *[v + [f"{v[0][:3]}[5]:pos"] for v in LOGITS])
    losses("kl_div", lambda x, y: F.kl_div(x, y, reduction=r), ["f32[3,4]", "f32[3,4]:unit"], ["f64[4,3]T", "f64[4,3]:unit"])
    losses("kl_div of logarithms", lambda x, y: F.kl_div(x, y, reduction=r, log_target=True), *SAME)
    losses("binary_cross_entropy", lambda x, y: F.binary_cross_entropy(x, y.detach(), reduction=r), ["f32[3,4]:unit", "f32[3,4]:unit"], ["f64[4,3]T:unit", "f64[4,3]:unit"])
    losses("binary_cross_entropy weighted", lambda x, y, w: F.binary_cross_entropy(x, y.detach(), w.detach(), reduction=r), ["f32[3,4]:unit", "f32[3,4]:unit", "f32[4]:pos"])
    losses("binary_cross_entropy_with_logits", lambda x, y: F.binary_cross_entropy_with_logits(x, y, reduction=r), ["f32[3,4]", "f32[3,4]:unit"], ["f64[4,3]T", "f64[4,3]:unit"])
    losses("binary_cross_entropy_with_logits weighted", lambda x, y, w, p: F.binary_cross_entropy_with_logits(x, y, w.detach(), reduction=r, pos_weight=p.detach()),
           ["f32[3,4]", "f32[3,4]:unit", "f32[3,1]:pos", "f32[4]:pos"])
    losses("soft_margin_loss", lambda x, y: F.soft_margin_loss(x, signs(y.detach()), reduction=r), ["f32[3,4]", "f32[3,4]:int2"], ["f64[4,3]T", "f64[4,3]:int2"])
    losses("multi_label_margin_loss", lambda x: F.multilabel_margin_loss(x, torch.tensor([[3, 0, -1, 1], [1, -1, 0, 0]]), reduction=r), ["f32[2,4]"], ["f64[2,4]T"])
    losses("multilabel_soft_margin_loss", lambda x, y: F.multilabel_soft_margin_loss(x, y, reduction=r), ["f32[3,4]", "f32[3,4]:unit"], ["f64[4,3]T", "f64[4,3]:unit"])
    losses("multilabel_soft_margin_loss weighted", lambda x, y, w: F.multilabel_soft_margin_loss(x, y, w, reduction=r), ["f32[3,4]", "f32[3,4]:unit", "f32[4]:pos"])
    losses("multi_margin_loss", lambda x, y: F.multi_margin_loss(x, y, reduction=r), *CLASSES)
    losses("multi_margin_loss squared", lambda x, y, w: F.multi_margin_loss(x, y, p=2, margin=0.7, weight=w.detach(), reduction=r), ["f32[4,5]", "i64[4]:int5", "f32[5]:pos"])
    losses("hinge_embedding_loss", lambda x, y: F.hinge_embedding_loss(x, signs(y.detach()), margin=0.8, reduction=r), ["f32[3,4]", "f32[3,4]:int2"], ["f64[4,3]T", "f64[4,3]:int2"])
    losses("margin_ranking_loss", lambda x, y, t: F.margin_ranking_loss(x, y, signs(t.detach()), margin=0.4, reduction=r), ["f32[5]", "f32[5]", "f32[5]:int2"], ["f64[4]", "f64[4]", "f64[4]:int2"])
    losses("cosine_embedding_loss", lambda x, y, t: F.cosine_embedding_loss(x, y, signs(t), margin=0.2, reduction=r), ["f32[4,3]", "f32[4,3]", "i64[4]:int2"], ["f64[4,3]T", "f64[4,3]", "i64[4]:int2"])
    losses("triplet_margin_loss", lambda a, p, n: F.triplet_margin_loss(a, p, n, reduction=r), *[["f32[4,3]"] * 3, ["f64[4,3]T"] * 3])
    losses("triplet_margin_loss swapped", lambda a, p, n: F.triplet_margin_loss(a, p, n, margin=2.0, p=1, swap=True, reduction=r), ["f32[4,3]"] * 3)
    losses("triplet_margin_with_distance_loss", lambda a, p, n: F.triplet_margin_with_distance_loss(a, p, n, reduction=r), *[["f32[4,3]"] * 3, ["f64[4,3]T"] * 3])
    losses("triplet_margin_with_distance_loss swapped",
           lambda a, p, n: F.triplet_margin_with_distance_loss(a, p, n, distance_function=lambda x, y: 1 - F.cosine_similarity(x, y), margin=0.5, swap=True, reduction=r), ["f32[4,3]"] * 3)
    losses("ctc_loss", ctc(r), ["f32[6,2,4]"], ["f64[6,2,4]T"])
    losses("ctc_loss of empty chances", ctc(r, True), ["f32[6,2,4]"])

TWO = ["f32[3,4]", "f32[3,4]"], ["f64[3,4]", "f64[3,4]T"]
UNIT = ["f32[3,4]:unit", "f32[3,4]:unit"],
g.module("MSELoss", nn.MSELoss, *TWO)
g.module("L1Loss", lambda: nn.L1Loss(reduction="sum"), *TWO)
g.module("SmoothL1Loss", lambda: nn.SmoothL1Loss(beta=0.4), *TWO)
g.module("HuberLoss", lambda: nn.HuberLoss(delta=0.4, reduction="none"), *TWO)
g.module("GaussianNLLLoss", lambda: nn.GaussianNLLLoss(full=True), ["f32[3,4]", "f32[3,4]", "f32[3,4]:pos"])
g.module("PoissonNLLLoss", nn.PoissonNLLLoss, ["f32[3,4]", "f32[3,4]:int4"])
g.module("CrossEntropyLoss", nn.CrossEntropyLoss, *LOGITS)
g.module("CrossEntropyLoss smoothed", lambda: nn.CrossEntropyLoss(ignore_index=1, label_smoothing=0.2), LOGITS[0])
g.module("NLLLoss", nn.NLLLoss, LOGITS[0])
g.module("KLDivLoss", lambda: nn.KLDivLoss(log_target=True, reduction="sum"), *TWO)
g.module("KLDivLoss of probabilities", lambda: nn.KLDivLoss(reduction="mean"), *UNIT)
g.module("BCELoss", nn.BCELoss, *UNIT)
g.module("BCEWithLogitsLoss", nn.BCEWithLogitsLoss, *UNIT)
g.module("SoftMarginLoss", nn.SoftMarginLoss, ["f32[3,4]", "i64[3,4]:int2"], call=lambda m, x, y: m(x, 2 * y - 1))
g.module("MultiLabelMarginLoss", nn.MultiLabelMarginLoss, ["f32[2,4]", "i64[2,4]:int4"])
g.module("MultiLabelSoftMarginLoss", nn.MultiLabelSoftMarginLoss, *UNIT)
g.module("MultiMarginLoss", lambda: nn.MultiMarginLoss(p=2), *CLASSES)
g.module("HingeEmbeddingLoss", nn.HingeEmbeddingLoss, ["f32[3,4]", "i64[3,4]:int2"], call=lambda m, x, y: m(x, 2 * y - 1))
g.module("MarginRankingLoss", lambda: nn.MarginRankingLoss(0.5), ["f32[5]", "f32[5]", "i64[5]:int2"], call=lambda m, x, y, t: m(x, y, 2 * t - 1))
g.module("CosineEmbeddingLoss", lambda: nn.CosineEmbeddingLoss(0.1), ["f32[4,3]", "f32[4,3]", "i64[4]:int2"], call=lambda m, x, y, t: m(x, y, 2 * t - 1))
g.module("TripletMarginLoss", nn.TripletMarginLoss, ["f32[4,3]"] * 3)
g.module("TripletMarginWithDistanceLoss", lambda: nn.TripletMarginWithDistanceLoss(margin=0.5), ["f32[4,3]"] * 3)
g.module("CTCLoss", nn.CTCLoss, ["f32[6,2,4]"],
         call=lambda m, x: m(x.log_softmax(2), torch.tensor([[1, 2, 2], [3, 1, 0]]), torch.tensor([6, 5]), torch.tensor([3, 2])))
g.save()
