using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Reduction = TorchSharp.torch.nn.Reduction;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class LossesParity
{
    private static readonly Golden Golden = WithModules();

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private static Golden WithModules()
    {
        var golden = new Golden("losses")
        {
            { "MSELoss", () => nn.MSELoss(), (m, x) => [m.call(x[0], x[1])] },
            { "L1Loss", () => nn.L1Loss(Reduction.Sum), (m, x) => [m.call(x[0], x[1])] },
            { "SmoothL1Loss", () => nn.SmoothL1Loss(beta: 0.4), (m, x) => [m.call(x[0], x[1])] },
            { "HuberLoss", () => nn.HuberLoss(0.4, Reduction.None), (m, x) => [m.call(x[0], x[1])] },
            { "GaussianNLLLoss", () => nn.GaussianNLLLoss(full: true), (m, x) => [m.call(x[0], x[1], x[2])] },
            { "PoissonNLLLoss", () => nn.PoissonNLLLoss(), (m, x) => [m.call(x[0], x[1])] },
            { "CrossEntropyLoss", () => nn.CrossEntropyLoss(), (m, x) => [m.call(x[0], x[1])] },
            { "CrossEntropyLoss smoothed", () => new CrossEntropyLoss(ignore_index: 1, label_smoothing: 0.2), (m, x) => [m.call(x[0], x[1])] },
            { "NLLLoss", () => nn.NLLLoss(), (m, x) => [m.call(x[0], x[1])] },
            { "KLDivLoss", () => nn.KLDivLoss(reduction: Reduction.Sum), (m, x) => [m.call(x[0], x[1])] },
            { "KLDivLoss of probabilities", () => nn.KLDivLoss(log_target: false), (m, x) => [m.call(x[0], x[1])] },
            { "BCELoss", () => nn.BCELoss(), (m, x) => [m.call(x[0], x[1])] },
            { "BCEWithLogitsLoss", () => nn.BCEWithLogitsLoss(), (m, x) => [m.call(x[0], x[1])] },
            { "SoftMarginLoss", () => nn.SoftMarginLoss(), (m, x) => [m.call(x[0], Signs(x[1]))] },
            { "MultiLabelMarginLoss", () => nn.MultiLabelMarginLoss(), (m, x) => [m.call(x[0], x[1])] },
            { "MultiLabelSoftMarginLoss", () => nn.MultiLabelSoftMarginLoss(), (m, x) => [m.call(x[0], x[1])] },
            { "MultiMarginLoss", () => nn.MultiMarginLoss(p: 2), (m, x) => [m.call(x[0], x[1])] },
            { "HingeEmbeddingLoss", () => nn.HingeEmbeddingLoss(), (m, x) => [m.call(x[0], Signs(x[1]))] },
            { "MarginRankingLoss", () => nn.MarginRankingLoss(0.5), (m, x) => [m.call(x[0], x[1], Signs(x[2]))] },
            { "CosineEmbeddingLoss", () => nn.CosineEmbeddingLoss(0.1), (m, x) => [m.call(x[0], x[1], Signs(x[2]))] },
            { "TripletMarginLoss", () => nn.TripletMarginLoss(), (m, x) => [m.call(x[0], x[1], x[2])] },
            { "TripletMarginWithDistanceLoss", () => nn.TripletMarginWithDistanceLoss(margin: 0.5), (m, x) => [m.call(x[0], x[1], x[2])] },
            { "CTCLoss", () => nn.CTCLoss(), (m, x) => [m.call(F.log_softmax(x[0], 2), Texts(), Lengths(6, 5), Lengths(3, 2))] },
        };
        foreach (Reduction r in Enum.GetValues<Reduction>())
            foreach ((string name, Func<Tensor[], Tensor> loss) in Functions(r))
                golden.Add($"{name} {r.ToString().ToLowerInvariant()}", loss);
        return golden;
    }

    private static Dictionary<string, Func<Tensor[], Tensor>> Functions(Reduction r) => new()
    {
        ["mse_loss"] = x => F.mse_loss(x[0], x[1], r),
        ["l1_loss"] = x => F.l1_loss(x[0], x[1], r),
        ["smooth_l1_loss"] = x => F.smooth_l1_loss(x[0], x[1], r, 0.6),
        ["huber_loss"] = x => F.huber_loss(x[0], x[1], 0.6, r),
        ["poisson_nll_loss"] = x => F.poisson_nll_loss(x[0], x[1], full: true, reduction: r),
        ["poisson_nll_loss of rates"] = x => F.poisson_nll_loss(x[0], x[1], log_input: false, reduction: r),
        ["gaussian_nll_loss"] = x => F.gaussian_nll_loss(x[0], x[1], x[2], reduction: r),
        ["gaussian_nll_loss full"] = x => F.gaussian_nll_loss(x[0], x[1], x[2], full: true, eps: 0.5f, reduction: r),
        ["cross_entropy"] = x => F.cross_entropy(x[0], x[1], reduction: r),
        ["cross_entropy ignoring"] = x => F.cross_entropy(x[0], x[1], ignore_index: 2, label_smoothing: 0.1, reduction: r),
        ["cross_entropy weighted"] = x => F.cross_entropy(x[0], x[1], x[2].detach(), reduction: r),
        ["cross_entropy of probabilities"] = x => F.cross_entropy(x[0], F.softmax(x[1], 1), reduction: r),
        ["nll_loss"] = x => F.nll_loss(x[0], x[1], reduction: r),
        ["nll_loss weighted"] = x => F.nll_loss(x[0], x[1], x[2].detach(), r),
        ["kl_div"] = x => F.kl_div(x[0], x[1], log_target: false, r),
        ["kl_div of logarithms"] = x => F.kl_div(x[0], x[1], reduction: r),
        ["binary_cross_entropy"] = x => F.binary_cross_entropy(x[0], x[1].detach(), reduction: r),
        ["binary_cross_entropy weighted"] = x => F.binary_cross_entropy(x[0], x[1].detach(), x[2].detach(), r),
        ["binary_cross_entropy_with_logits"] = x => F.binary_cross_entropy_with_logits(x[0], x[1], reduction: r),
        ["binary_cross_entropy_with_logits weighted"] = x => F.binary_cross_entropy_with_logits(x[0], x[1], x[2].detach(), r, x[3].detach()),
        ["soft_margin_loss"] = x => F.soft_margin_loss(x[0], Signs(x[1].detach()), r),
        ["multi_label_margin_loss"] = x => F.multi_label_margin_loss(x[0], tensor(new long[] { 3, 0, -1, 1, 1, -1, 0, 0 }).reshape(2, 4), r),
        ["multilabel_soft_margin_loss"] = x => F.multilabel_soft_margin_loss(x[0], x[1], reduction: r),
        ["multilabel_soft_margin_loss weighted"] = x => F.multilabel_soft_margin_loss(x[0], x[1], x[2], r),
        ["multi_margin_loss"] = x => F.multi_margin_loss(x[0], x[1], reduction: r),
        ["multi_margin_loss squared"] = x => F.multi_margin_loss(x[0], x[1], 2, 0.7, x[2].detach(), r),
        ["hinge_embedding_loss"] = x => F.hinge_embedding_loss(x[0], Signs(x[1].detach()), 0.8, r),
        ["margin_ranking_loss"] = x => F.margin_ranking_loss(x[0], x[1], Signs(x[2].detach()), 0.4, r),
        ["cosine_embedding_loss"] = x => F.cosine_embedding_loss(x[0], x[1], Signs(x[2]), 0.2, r),
        ["triplet_margin_loss"] = x => F.triplet_margin_loss(x[0], x[1], x[2], reduction: r),
        ["triplet_margin_loss swapped"] = x => F.triplet_margin_loss(x[0], x[1], x[2], margin: 2, p: 1, swap: true, reduction: r),
        ["triplet_margin_with_distance_loss"] = x => F.triplet_margin_with_distance_loss(x[0], x[1], x[2], reduction: r),
        ["triplet_margin_with_distance_loss swapped"] = x => F.triplet_margin_with_distance_loss(x[0], x[1], x[2], (a, b) => 1 - F.cosine_similarity(a, b), 0.5, swap: true, r),
        ["ctc_loss"] = x => F.ctc_loss(F.log_softmax(x[0], 2), Texts(), Lengths(6, 5), Lengths(3, 2), reduction: r),
        ["ctc_loss of empty chances"] = x => F.ctc_loss(F.log_softmax(x[0], 2), Texts(), Lengths(6, 5), Lengths(3, 2), zero_infinity: true, reduction: r),
    };

    private static Tensor Signs(Tensor zerosAndOnes) => 2 * zerosAndOnes - 1;

    private static Tensor Texts() => tensor(new long[] { 1, 2, 2, 3, 1, 0 }).reshape(2, 3);

    private static Tensor Lengths(params long[] lengths) => tensor(lengths);
}
