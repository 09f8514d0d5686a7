using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <param name="input">Logits, (N, C) or (N, C, d1, …).</param>
            /// <param name="target">Class numbers, (N) or (N, d1, …), or probabilities shaped like the logits.</param>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Aten.Call("cross_entropy_loss", input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <param name="input">Log-probabilities, (N, C) or (N, C, d1, …).</param>
            /// <param name="target">Class numbers, (N) or (N, d1, …).</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) => Aten.Call("nll_loss_nd", input, target, weight, (long)reduction);

            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) => Aten.Call("kl_div", input, target, (long)reduction, log_target);

            /// <summary>−(y log x + (1−y) log(1−x)), with the logarithms cut off at −100.</summary>
            /// <param name="input">Probabilities in [0, 1].</param>
            /// <exception cref="ArgumentException">Target and input have different shapes.</exception>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                SameShape("binary_cross_entropy", input, target);
                return Aten.Call("binary_cross_entropy", input, target, weight, (long)reduction);
            }

            /// <exception cref="ArgumentException">Target and input have different shapes.</exception>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                SameShape("binary_cross_entropy_with_logits", input, target);
                return Aten.Call("binary_cross_entropy_with_logits", input, target, weight, pos_weights, (long)reduction);
            }

            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Aten.Call("soft_margin_loss", input, target, (long)reduction);
            public static Tensor multi_label_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Aten.Call("multilabel_margin_loss", input, target, (long)reduction);

            public static Tensor multi_margin_loss(Tensor input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.Call("multi_margin_loss", input, target, p, margin, weight, (long)reduction);

            /// <inheritdoc cref="Modules.MultiLabelSoftMarginLoss"/>
            public static Tensor multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                using Tensor negated = input.neg(), logYes = logsigmoid(input), logNo = logsigmoid(negated);
                using Tensor not = 1 - target, yes = target.mul(logYes), no = not.mul(logNo), sum = yes.add(no), entropy = sum.neg();
                using Tensor weighted = weight is null ? entropy.alias() : entropy.mul(weight);
                return Reduced(weighted.mean([-1]), reduction);
            }

            /// <inheritdoc cref="Modules.CTCLoss"/>
            public static Tensor ctc_loss(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, long blank = 0, bool zero_infinity = false, Reduction reduction = Reduction.Mean) =>
                Aten.Call("ctc_loss.Tensor", log_probs, targets, input_lengths, target_lengths, blank, (long)reduction, zero_infinity);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Broadcast("mse_loss", input, target, (long)reduction);
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Broadcast("l1_loss", input, target, (long)reduction);
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) => Broadcast("smooth_l1_loss", input, target, (long)reduction, beta);
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) => Broadcast("huber_loss", input, target, (long)reduction, delta);

            public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1E-08f, Reduction reduction = Reduction.Mean) =>
                Aten.Call("poisson_nll_loss", input, target, log_input, full, eps, (long)reduction);

            /// <inheritdoc cref="Modules.GaussianNLLLoss"/>
            /// <param name="variance">Shaped like the input, or without its last dimension, or with that of size 1.</param>
            /// <exception cref="ArgumentException">A variance of another shape, or a negative one.</exception>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1E-06f, Reduction reduction = Reduction.Mean)
            {
                long[] shape = input.shape, given = variance.shape;
                bool short_ = given.Length == shape.Length - 1 && given.AsSpan().SequenceEqual(shape.AsSpan(0, given.Length));
                if (!short_ && !given.AsSpan().SequenceEqual(shape) && !(given.Length == shape.Length && given.Length > 0 && given[^1] == 1 && given.AsSpan(..^1).SequenceEqual(shape.AsSpan(..^1))))
                    throw new ArgumentException($"gaussian_nll_loss: a variance of [{string.Join(", ", given)}] does not go with an input of [{string.Join(", ", shape)}].", nameof(variance));
                using (Tensor below = variance.lt(0), any = below.any())
                    if (any.ToBoolean())
                        throw new ArgumentException("gaussian_nll_loss: the variance has negative elements.", nameof(variance));
                using Tensor view = short_ ? variance.unsqueeze(-1) : variance.alias(), v = view.clone();
                // The cut keeps the loss finite; the gradient goes on as if it were not there.
                using (no_grad())
                    v.clamp_(min: eps);
                using Tensor log = v.log(), difference = input.sub(target), square = difference.pow(2), ratio = square.div(v), sum = log.add(ratio);
                Tensor loss = sum.mul(0.5);
                return Reduced(full ? loss.add_(0.5 * Math.Log(2 * Math.PI)) : loss, reduction);
            }

            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) => Aten.Call("hinge_embedding_loss", input, target, margin, (long)reduction);

            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Aten.Call("margin_ranking_loss", input1, input2, target, margin, (long)reduction);

            public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Aten.Call("cosine_embedding_loss", input1, input2, target, margin, (long)reduction);

            public static Tensor triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, double margin = 1, long p = 2, double eps = 1E-06, bool swap = false, Reduction reduction = Reduction.Mean) =>
                Aten.Call("triplet_margin_loss", anchor, positive, negative, margin, (double)p, eps, swap, (long)reduction);

            /// <inheritdoc cref="Modules.TripletMarginWithDistanceLoss"/>
            /// <param name="swap">Whether the negative's distance from the positive counts where it is the smaller one.</param>
            public static Tensor triplet_margin_with_distance_loss(Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
            {
                distance ??= static (x, y) => pairwise_distance(x, y);
                using Tensor near = distance(anchor, positive), far = distance(anchor, negative);
                using Tensor? other = swap ? distance(positive, negative) : null;
                using Tensor nearer = other is null ? far.alias() : far.minimum(other);
                using Tensor difference = near.sub(nearer), shifted = difference.add(margin);
                return Reduced(shifted.clamp_min(0), reduction);
            }

            // These operators' gradients are wrong where they broadcast by themselves.
            private static Tensor Broadcast(string op, Tensor input, Tensor target, params ReadOnlySpan<Argument> rest)
            {
                if (input.shape.AsSpan().SequenceEqual(target.shape))
                    return Aten.Call(op, [input, target, .. rest]);
                Tensor[] both = Aten.CallMany("broadcast_tensors", new[] { input, target });
                using Tensor x = both[0], y = both[1];
                return Aten.Call(op, [x, y, .. rest]);
            }

            private static void SameShape(string op, Tensor input, Tensor target)
            {
                if (!input.shape.AsSpan().SequenceEqual(target.shape))
                    throw new ArgumentException($"{op}: the target's shape [{string.Join(", ", target.shape)}] is not the input's, [{string.Join(", ", input.shape)}].", nameof(target));
            }

            private static Tensor Reduced(Tensor losses, Reduction reduction)
            {
                if (reduction == Reduction.None)
                    return losses;
                using (losses)
                    return reduction == Reduction.Mean ? losses.mean() : losses.sum();
            }
        }
    }
}
