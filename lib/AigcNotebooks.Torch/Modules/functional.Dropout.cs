using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Zeroes elements at random and scales the others by 1 / (1 − <paramref name="p"/>), in training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Aten.Call(inplace ? "dropout_" : "dropout", input, p, training);

            /// <summary>Zeroes whole channels of (N, C, L) or (C, L).</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                input.ndim is 2 or 3 ? ChannelDropout(input, 3, p, training, inplace)
                : throw new ArgumentException($"dropout1d takes (N, C, L) or (C, L), not {input.ndim} dimensions.", nameof(input));

            /// <summary>Zeroes whole channels: slices [n, c, …] of the input.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Aten.Call(inplace ? "feature_dropout_" : "feature_dropout", input, p, training);

            /// <summary>Zeroes whole channels of (N, C, D, H, W) or (C, D, H, W).</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => ChannelDropout(input, 5, p, training, inplace);

            /// <inheritdoc cref="Modules.AlphaDropout"/>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Aten.Call(inplace ? "alpha_dropout_" : "alpha_dropout", input, p, training);

            /// <inheritdoc cref="Modules.FeatureAlphaDropout"/>
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Aten.Call(inplace ? "feature_alpha_dropout_" : "feature_alpha_dropout", input, p, training);

            private static Tensor ChannelDropout(Tensor input, int batched, double p, bool training, bool inplace)
            {
                if (input.ndim == batched)
                    return dropout2d(input, p, training, inplace);
                using Tensor one = input.unsqueeze(0), dropped = dropout2d(one, p, training, inplace);
                return dropped.squeeze(0);
            }
        }
    }
}
