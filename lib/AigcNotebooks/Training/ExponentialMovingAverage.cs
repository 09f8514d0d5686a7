using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Training;

/// <summary>An average of a model's weights over its training, in which the last steps count most. A generator's steps go around a good place more than they come to rest in it; the
/// average lies nearer to its middle, and draws better. Taught by notebook 08.
/// <code>
/// var averaged = new Generator();                                    // the same class as the generator that is trained
/// var average = new ExponentialMovingAverage(generator, averaged, decay: 0.999);
/// …
/// optimizer.step();
/// average.Update();
/// …
/// var samples = averaged.call(noise);
/// </code></summary>
/// <remarks>After each step <c>average = decay · average + (1 − decay) · weights</c>, in float32. Early on the average would be mostly the untrained weights; so with
/// warm-up the decay of update t is min(decay, (1 + t) / (10 + t)), as TensorFlow's <c>ExponentialMovingAverage</c> has it. Buffers, such as the running statistics of batch normalisation, are
/// copied. Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992; for GANs Yazıcı and others, arXiv 1806.04498.</remarks>
public sealed class ExponentialMovingAverage : ICheckpointed
{
    private const string UpdatesKey = "updates";
    private readonly (string Name, Tensor Weights, Tensor Average, bool IsParameter)[] _pairs;
    private readonly double _decay;
    private readonly bool _warmUp;

    /// <summary>Starts the average: copies the weights of <paramref name="model"/> as they are into <paramref name="average"/>.</summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="average">Another one of the same class, which holds the average from now on. It stays the caller's; it is put into evaluation mode, and its parameters take no gradients.</param>
    /// <param name="decay">How much of the average stays at each update, in [0, 1): 0.999 looks back about 1,000 steps.</param>
    /// <param name="warmUp">Whether the first updates forget faster.</param>
    /// <exception cref="ArgumentException">Both are one module, or their tensors differ in names or shapes; or the decay is out of range.</exception>
    public ExponentialMovingAverage(nn.Module model, nn.Module average, double decay = 0.999, bool warmUp = true)
    {
        if (decay is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "Expected at least 0 and less than 1, such as 0.999.");
        if (ReferenceEquals(model, average))
            throw new ArgumentException("Expected another module than the one that is trained: a new one of the same class.", nameof(average));
        Dictionary<string, Tensor> weights = model.state_dict(), averages = average.state_dict();
        string? differs = weights.Keys.Concat(averages.Keys).FirstOrDefault(name =>
            !weights.TryGetValue(name, out Tensor? one) || !averages.TryGetValue(name, out Tensor? other) || !one.shape.SequenceEqual(other.shape) || one.dtype != other.dtype);
        if (differs is not null)
            throw new ArgumentException($"Expected a module like the one that is trained; '{differs}' is not in both, or differs in shape or type.", nameof(average));
        (_decay, _warmUp) = (decay, warmUp);
        var parameters = average.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter);
        _pairs = [.. weights.Select(pair => (pair.Key, pair.Value, averages[pair.Key], parameters.ContainsKey(pair.Key)))];
        foreach (var parameter in parameters.Values)
            parameter.requires_grad_(false);
        average.eval();
        using var noGrad = no_grad();
        foreach (var (_, weight, own, _) in _pairs)
            own.copy_(weight);
    }

    /// <summary>How many updates there were.</summary>
    public long Updates { get; private set; }

    /// <summary>Takes the weights into the average; to be called after each step of the optimizer.</summary>
    public void Update()
    {
        var t = ++Updates;
        var decay = _warmUp ? Math.Min(_decay, (1.0 + t) / (10.0 + t)) : _decay;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (_, weights, average, isParameter) in _pairs)
            if (isParameter)
                average.mul_(decay).add_(weights, alpha: 1 - decay); // four times as fast as lerp_, which libtorch 1.13 does not vectorise
            else
                average.copy_(weights);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> SaveState()
    {
        var state = _pairs.ToDictionary(pair => pair.Name, pair => pair.Average);
        state.Add(UpdatesKey, tensor(new[] { Updates }));
        return state;
    }

    /// <inheritdoc/>
    public Action PrepareLoad(IReadOnlyDictionary<string, Tensor> saved)
    {
        foreach (var (name, _, average, _) in _pairs)
            if (!saved.TryGetValue(name, out var tensor) || !tensor.shape.SequenceEqual(average.shape) || tensor.dtype != average.dtype)
                throw new InvalidDataException($"the average of '{name}' is missing, or that of another model");
        if (saved.Count != _pairs.Length + 1 || !saved.TryGetValue(UpdatesKey, out var updates) || updates.dtype != ScalarType.Int64 || updates.numel() != 1)
            throw new InvalidDataException("it is no average of this model");
        return () =>
        {
            using var noGrad = no_grad();
            foreach (var (name, _, average, _) in _pairs)
                average.copy_(saved[name]);
            Updates = saved[UpdatesKey].cpu().item<long>();
        };
    }
}
