namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How the losses of a batch become one.</summary>
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        /// <summary>Layers as functions.</summary>
        public static partial class functional { }

        // Sizes as operators take them, one a dimension.
        internal static long[] Times(int dimensions, long size)
        {
            var sizes = new long[dimensions];
            sizes.AsSpan().Fill(size);
            return sizes;
        }

        internal static long[]? Times(int dimensions, long? size) => size is { } s ? Times(dimensions, s) : null;
        internal static long[] Sizes((long, long) pair) => [pair.Item1, pair.Item2];
        internal static long[] Sizes((long, long, long) triple) => [triple.Item1, triple.Item2, triple.Item3];
        internal static long[]? Sizes((long, long)? pair) => pair is { } p ? Sizes(p) : null;
        internal static long[]? Sizes((long, long, long)? triple) => triple is { } t ? Sizes(t) : null;
    }
}
