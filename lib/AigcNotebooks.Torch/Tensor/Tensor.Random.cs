using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.CallInPlace("uniform_", this, from, to, generator);
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.CallInPlace("normal_", this, mean, std, generator);
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.CallInPlace("log_normal_", this, mean, std, generator);
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Aten.CallInPlace("exponential_", this, lambda, generator);
        public Tensor geometric_(double p, Generator? generator = null) => Aten.CallInPlace("geometric_", this, p, generator);
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) => Aten.CallInPlace("cauchy_", this, median, sigma, generator);
        public Tensor random_(double from, double to, Generator? generator = null) => Aten.CallInPlace("random_.from", this, (long)from, (long)to, generator);
        public Tensor bernoulli(Generator? generator = null) => Aten.Call("bernoulli", this, generator);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.CallInPlace("bernoulli_.float", this, p, generator);
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.CallInPlace("bernoulli_.Tensor", this, p, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.Call("multinomial", this, num_samples, replacement, generator);
        public Tensor poisson(Generator? generator = null) => Aten.Call("poisson", this, generator);
        public Tensor binomial(Tensor prob, Generator? generator = null)
        {
            // libtorch would draw for a count that is no number for ever.
            using Tensor nan = isnan(), any = nan.any();
            return any.ToBoolean() ? throw new ArgumentException("binomial: a count is NaN.") : Aten.Call("binomial", this, prob, generator);
        }
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);
    public static Tensor poisson(Tensor input, Generator? generator = null) => input.poisson(generator);
    public static Tensor binomial(Tensor count, Tensor probs, Generator? generator = null) => count.binomial(probs, generator);
    public static Tensor _standard_gamma(Tensor input, Generator? generator = null) => Aten.Call("_standard_gamma", input, generator);
    public static Tensor _sample_dirichlet(Tensor input, Generator? generator = null) => Aten.Call("_sample_dirichlet", input, generator);

    /// <summary>Normal numbers, each with its own mean and standard deviation. As in TorchSharp, and unlike PyTorch's, gradients reach both.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] both = Aten.CallMany("broadcast_tensors", new[] { mean, std });
        Tensor noise = empty(both[0].shape, dtype: mean.dtype, device: mean.device).normal_(0, 1, generator);
        return (noise * std + mean).MoveToOuterDisposeScope();
    }
}
