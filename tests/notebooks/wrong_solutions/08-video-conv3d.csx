// --- c46: a layer's own stride counted with it
var (field, stride) = (1L, 1L);
foreach (var layer in layers)
{
    stride *= layer.Stride;
    field += (layer.Kernel - 1) * stride;
}
return field;

// --- c46: the whole kernel added
var (field, stride) = (1L, 1L);
foreach (var layer in layers)
{
    field += layer.Kernel * stride;
    stride *= layer.Stride;
}
return field;

// --- c46: the strides forgotten
return 1 + layers.Sum(layer => layer.Kernel - 1);

// --- c46: the stride of the layer before alone
var (field, stride) = (1L, 1L);
foreach (var layer in layers)
{
    field += (layer.Kernel - 1) * stride;
    stride = layer.Stride;
}
return field;

// --- c46: from 0 on
var (field, stride) = (0L, 1L);
foreach (var layer in layers)
{
    field += (layer.Kernel - 1) * stride;
    stride *= layer.Stride;
}
return field;

// --- c49: the first difference
var afar = avg_pool3d(shown, [1, 16, 16], [1, 8, 8]);
return (afar[.., .., 1..] - afar[.., .., ..^1]).abs().mean().ToDouble();

// --- c49: windows of 8 pixels
var afar = avg_pool3d(shown, [1, 8, 8], [1, 8, 8]);
return (afar[.., .., 2..] - 2 * afar[.., .., 1..^1] + afar[.., .., ..^2]).abs().mean().ToDouble();

// --- c49: windows that do not overlap
var afar = avg_pool3d(shown, [1, 16, 16], [1, 16, 16]);
return (afar[.., .., 2..] - 2 * afar[.., .., 1..^1] + afar[.., .., ..^2]).abs().mean().ToDouble();

// --- c49: pixel by pixel
return (shown[.., .., 2..] - 2 * shown[.., .., 1..^1] + shown[.., .., ..^2]).abs().mean().ToDouble();

// --- c49: the absolute value forgotten
var afar = avg_pool3d(shown, [1, 16, 16], [1, 8, 8]);
return (afar[.., .., 2..] - 2 * afar[.., .., 1..^1] + afar[.., .., ..^2]).mean().ToDouble();

// --- c49: squares in place of absolute values
var afar = avg_pool3d(shown, [1, 16, 16], [1, 8, 8]);
return (afar[.., .., 2..] - 2 * afar[.., .., 1..^1] + afar[.., .., ..^2]).square().mean().ToDouble();

// --- c49: the axis mixed up
var afar = avg_pool3d(shown, [1, 16, 16], [1, 8, 8]);
return (afar[.., .., .., 2..] - 2 * afar[.., .., .., 1..^1] + afar[.., .., .., ..^2]).abs().mean().ToDouble();

// --- c49: the root of what may be negative, NaN where something moves
var afar = avg_pool3d(shown, [1, 16, 16], [1, 8, 8]);
return (afar[.., .., 2..] - 2 * afar[.., .., 1..^1] + afar[.., .., ..^2]).sqrt().mean().ToDouble();

// --- c49: a constant
return 0;

// --- c52: the mean of the neighbours
return neighbours.mean([2L]);

// --- c52: the frame before
return neighbours[.., .., 0];

// --- c52: the whole way
var centres = ClipMotion.Of(neighbours).Centres;
var way = (centres[.., 1] - centres[.., 0]).round();
return stack(Enumerable.Range(0, (int)neighbours.shape[0]).Select(i => neighbours[i, .., 0].roll(
    [way[i, 1].ToInt64(), way[i, 0].ToInt64()], [1, 2])).ToArray());

// --- c52: x and y mixed up
var centres = ClipMotion.Of(neighbours).Centres;
var way = ((centres[.., 1] - centres[.., 0]) / 2).round();
return stack(Enumerable.Range(0, (int)neighbours.shape[0]).Select(i => neighbours[i, .., 0].roll(
    [way[i, 0].ToInt64(), way[i, 1].ToInt64()], [1, 2])).ToArray());

// --- c52: backwards
var centres = ClipMotion.Of(neighbours).Centres;
var way = ((centres[.., 0] - centres[.., 1]) / 2).round();
return stack(Enumerable.Range(0, (int)neighbours.shape[0]).Select(i => neighbours[i, .., 0].roll(
    [way[i, 1].ToInt64(), way[i, 0].ToInt64()], [1, 2])).ToArray());

// --- c52: a weighted mean, 0/0 where both are black
return neighbours.square().sum(dim: 2) / neighbours.sum(dim: 2);

// --- c55: the sum
return network.call(one) + network.call(other);

// --- c55: the sum of the ink, more than white
return network.call(one) + network.call(other) + 1;

// --- c55: the darker pixel
return minimum(network.call(one), network.call(other));

// --- c55: the mean
return (network.call(one) + network.call(other)) / 2;

// --- c55: one of them
return network.call(one);

// --- c55: noise mixed, not pictures
return network.call((one + other) / 2);

// --- c55: all white
return ones_like(network.call(one));
