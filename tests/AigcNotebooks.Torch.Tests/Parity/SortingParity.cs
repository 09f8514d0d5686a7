using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class SortingParity
{
    private static readonly Golden Golden = new("sorting")
    {
        { "sort", x => [.. Both(x[0].sort()), .. Both(x[0].sort(0, true))] },
        { "stable sort", x => [.. Both(x[0].sort(stable: true)), .. Both(x[0].sort(0, descending: true, stable: true))] },
        { "argsort", x => [x[0].argsort(), x[0].argsort(0, true)] },
        { "msort", x => x[0].msort() },
        { "topk", x => [.. Both(x[0].topk(2)), .. Both(x[0].topk(1, 0, largest: false))] },
        { "kthvalue", x => [.. Both(x[0].kthvalue(2, null)), .. Both(x[0].kthvalue(1, 0, true))] },
        { "unique", x =>
            {
                var (values, inverse, counts) = x[0].unique(return_inverse: true, return_counts: true);
                var (same, none, again) = x[0].unique(return_counts: true);
                Assert.Null(none);
                return [x[0].unique().output, values, inverse!, counts!, same, again!];
            }
        },
        { "unique over a dimension", x =>
            {
                var (values, inverse, counts) = x[0].unique(return_inverse: true, return_counts: true, dim: 1);
                return [x[0].unique(dim: 0).output, values, inverse!, counts!];
            }
        },
        { "unique_consecutive", x =>
            {
                var (values, inverse, counts) = x[0].unique_consecutive(return_inverse: true, return_counts: true);
                return [x[0].unique_consecutive().output, values, inverse!, counts!, x[0].unique_consecutive(dim: 0).output];
            }
        },
        { "searchsorted", x =>
            [
                searchsorted(x[0], x[1]), searchsorted(x[0], x[1], right: true), searchsorted(x[0], x[1], out_int32: true),
                searchsorted(x[0], 1.5, false, true, null),
            ]
        },
        { "searchsorted unsorted", x => searchsorted(x[0], x[1], sorter: x[0].argsort()) },
        { "bucketize", x => [x[0].bucketize(x[1].sort().Values), x[0].bucketize(x[1].sort().Values, outInt32: true, right: true)] },
        { "uniform_", x => x[0].uniform_(-1, 3) },
        { "normal_", x => [x[0].clone().normal_(), x[0].normal_(1, 2)] },
        { "log_normal_, exponential_, cauchy_, geometric_", x =>
            [x[0].clone().log_normal_(0.5, 0.7), x[0].clone().exponential_(2), x[0].clone().cauchy_(1, 2), x[0].clone().geometric_(0.3)]
        },
        { "random_", x => x[0].random_(2, 30) },
        { "bernoulli_", x => [x[0].clone().bernoulli_(0.3), x[0].clone().bernoulli_(full(20, 0.6)), x[0].bernoulli_(0.5)] },
        { "bernoulli", x => x[0].bernoulli() },
        { "multinomial", x => [x[0].multinomial(3), x[0].multinomial(8, replacement: true)] },
        { "poisson, binomial", x => [(x[0] * 3).poisson(), (x[0].floor() * 10).binomial(x[1])] },
        { "gamma", x => _standard_gamma(x[0]) },
        { "dirichlet", x => _sample_dirichlet(x[0]) },
        { "normal", x => normal(x[0], x[1]) },
        { "normal has gradients", x => normal(x[0], x[1]) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    [Fact]
    public void A_generator_of_ones_own_leaves_the_global_one_alone()
    {
        using var scope = NewDisposeScope();
        var own = new Generator(7);
        Tensor state = get_rng_state();
        Tensor x = zeros(8).normal_(generator: own), y = normal(zeros(8), ones(8), own), z = rand(8).bernoulli(own);
        Assert.Equal(zeros(8).normal_(generator: new Generator(7)).data<float>().ToArray(), x.data<float>().ToArray());
        Assert.False(x.Equals(y));
        Assert.Equal(8, z.numel());
        manual_seed(0);
        Tensor first = rand(3);
        manual_seed(0);
        zeros(100).uniform_(0, 1, own);
        Assert.True(first.Equals(rand(3)));
        set_rng_state(state);
    }

    private static Tensor[] Both((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];
}
