using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class PointwiseParity
{
    private static readonly Golden Golden = new("pointwise")
    {
        { "sin", x => x[0].sin() },
        { "cos", x => x[0].cos() },
        { "tan", x => x[0].tan() },
        { "atan", x => x[0].atan() },
        { "sinh", x => x[0].sinh() },
        { "cosh", x => x[0].cosh() },
        { "tanh", x => x[0].tanh() },
        { "asinh", x => x[0].asinh() },
        { "exp", x => x[0].exp() },
        { "exp2", x => x[0].exp2() },
        { "expm1", x => x[0].expm1() },
        { "erf", x => x[0].erf() },
        { "erfc", x => x[0].erfc() },
        { "sigmoid", x => x[0].sigmoid() },
        { "sinc", x => x[0].sinc() },
        { "deg2rad", x => x[0].deg2rad() },
        { "rad2deg", x => x[0].rad2deg() },
        { "i0", x => x[0].i0() },
        { "asin", x => x[0].asin() },
        { "acos", x => x[0].acos() },
        { "atanh", x => x[0].atanh() },
        { "erfinv", x => x[0].erfinv() },
        { "logit", x => x[0].logit() },
        { "log", x => x[0].log() },
        { "log2", x => x[0].log2() },
        { "log10", x => x[0].log10() },
        { "log1p", x => x[0].log1p() },
        { "sqrt", x => x[0].sqrt() },
        { "rsqrt", x => x[0].rsqrt() },
        { "lgamma", x => x[0].lgamma() },
        { "digamma", x => x[0].digamma() },
        { "acosh", x => x[0].acosh() },
        { "abs", x => x[0].abs() },
        { "ceil", x => x[0].ceil() },
        { "floor", x => x[0].floor() },
        { "round", x => x[0].round() },
        { "trunc", x => x[0].trunc() },
        { "frac", x => x[0].frac() },
        { "sign", x => x[0].sign() },
        { "signbit", x => x[0].signbit() },
        { "square", x => x[0].square() },
        { "relu", x => x[0].relu() },
        { "selu", x => x[0].selu() },
        { "nan_to_num", x => x[0].nan_to_num() },
        { "aliases", x => [x[0].absolute(), x[0].fix(), x[0].arcsin(), x[0].arccos(), x[0].arctan(), x[0].arctanh(), x[0].arcsinh(), (x[0] + 1).arccosh(), x[0].clip(0.2, 0.6)] },
        { "sgn", x => [x[0].sgn(), x[0] * 1] },
        { "angle", x => x[0].angle() },
        { "round decimals", x => [x[0].round(1), x[0].round(-1)] },
        { "round half", x => (x[0] / 2).round() },
        { "clamp", x => [x[0].clamp(-0.5, 1), x[0].clamp(min: 0), x[0].clamp(max: 0.25), x[0].clamp_min(-1), x[0].clamp_max(1)] },
        { "clamp of integers", x => [x[0].clamp(2, 5), x[0].clamp(min: 3)] },
        { "clamp between tensors", x => [x[0].clamp(x[1], x[2]), x[0].clamp(min: x[1])] },
        { "nan_to_num with values", x => (x[0] / 0).nan_to_num(7, 8, -9) },
        { "logit eps", x => x[0].logit(0.1) },
        { "frexp", x =>
            {
                var (mantissa, exponent) = x[0].frexp();
                return [mantissa, exponent];
            }
        },
        { "polygamma", x => [x[0].polygamma(0), x[0].polygamma(1), x[0].polygamma(3)] },
        { "mvlgamma", x => (x[0] + 2).mvlgamma(3) },
        { "atan2", x => [x[0].atan2(x[1]), x[1].arctan2(x[0])] },
        { "hypot", x => x[0].hypot(x[1]) },
        { "logaddexp", x => [x[0].logaddexp(x[1]), x[0].logaddexp2(x[1])] },
        { "xlogy", x => [x[0].xlogy(x[1]), x[0].xlogy(0.7)] },
        { "ldexp", x => x[0].ldexp(x[1]) },
        { "heaviside", x => x[0].heaviside(x[1]) },
        { "copysign", x => x[0].copysign(x[1]) },
        { "nextafter", x => x[0].nextafter(x[1]) },
        { "igamma", x => [x[0].igamma(x[1]), x[0].igammac(x[1])] },
        { "rectified", x =>
            [
                x[0].relu(), (x[0] * 4).relu6(), x[0].elu(), x[0].elu(0.5), x[0].celu(), x[0].celu(0.5), x[0].selu(), x[0].leaky_relu(0.2),
                x[0].hardtanh(-1, 0.5), x[0].threshold(0.1, -3),
            ]
        },
        { "smooth", x =>
            [
                x[0].silu(), x[0].gelu(), x[0].gelu(TorchSharp.Modules.GELU.Approximate.tanh), x[0].softplus(), x[0].softplus(2, 1), x[0].hardsigmoid(), x[0].hardswish(), x[0].log_sigmoid(),
            ]
        },
        { "elu with scales", x => x[0].elu(0.5, 2, 3) },
        { "glu", x => [x[0].glu(), x[0].glu(0)] },
        { "prelu", x => x[0].prelu(x[1]) },
        { "rrelu", x => x[0].rrelu() },
        { "softmax", x => [x[0].softmax(1), x[0].softmax(0, float64), x[0].log_softmax(-1), x[0].log_softmax(0, float64)] },
        { "complex parts", x =>
            {
                Tensor z = complex(x[0], x[1]);
                return [real(z), imag(z), z.angle(), z.abs(), z.view_as_real(), z.conj().resolve_conj(), z.conj_physical(), polar(x[0], x[1]), z * complex(x[1], x[0])];
            }
        },
        { "view_as_complex", x => x[0].view_as_complex() },
        { "special entr", x => special.entr(x[0]) },
        { "special erfcx", x => special.erfcx(x[0]) },
        { "special expit", x => special.expit(x[0]) },
        { "special i0e", x => special.i0e(x[0]) },
        { "special i1", x => special.i1(x[0]) },
        { "special i1e", x => special.i1e(x[0]) },
        { "special ndtr", x => special.ndtr(x[0]) },
        { "special ndtri", x => special.ndtri(x[0]) },
        { "special gammaln", x => special.gammaln(x[0]) },
        { "special psi", x => special.psi(x[0]) },
        { "special digamma", x => special.digamma(x[0]) },
        { "special erf", x => special.erf(x[0]) },
        { "special erfc", x => special.erfc(x[0]) },
        { "special exp2", x => special.exp2(x[0]) },
        { "special expm1", x => special.expm1(x[0]) },
        { "special sinc", x => special.sinc(x[0]) },
        { "special i0", x => special.i0(x[0]) },
        { "special airy_ai", x => special.airy_ai(x[0]) },
        { "special bessel_j0", x => special.bessel_j0(x[0]) },
        { "special bessel_j1", x => special.bessel_j1(x[0]) },
        { "special bessel_y0", x => special.bessel_y0(x[0]) },
        { "special bessel_y1", x => special.bessel_y1(x[0]) },
        { "special modified_bessel_i0", x => special.modified_bessel_i0(x[0]) },
        { "special modified_bessel_i1", x => special.modified_bessel_i1(x[0]) },
        { "special modified_bessel_k0", x => special.modified_bessel_k0(x[0]) },
        { "special modified_bessel_k1", x => special.modified_bessel_k1(x[0]) },
        { "special scaled_modified_bessel_k0", x => special.scaled_modified_bessel_k0(x[0]) },
        { "special scaled_modified_bessel_k1", x => special.scaled_modified_bessel_k1(x[0]) },
        { "special spherical_bessel_j0", x => special.spherical_bessel_j0(x[0]) },
        { "special chebyshev_polynomial_t", x => special.chebyshev_polynomial_t(x[0], x[1]) },
        { "special chebyshev_polynomial_u", x => special.chebyshev_polynomial_u(x[0], x[1]) },
        { "special chebyshev_polynomial_v", x => special.chebyshev_polynomial_v(x[0], x[1]) },
        { "special chebyshev_polynomial_w", x => special.chebyshev_polynomial_w(x[0], x[1]) },
        { "special hermite_polynomial_h", x => special.hermite_polynomial_h(x[0], x[1]) },
        { "special hermite_polynomial_he", x => special.hermite_polynomial_he(x[0], x[1]) },
        { "special laguerre_polynomial_l", x => special.laguerre_polynomial_l(x[0], x[1]) },
        { "special legendre_polynomial_p", x => special.legendre_polynomial_p(x[0], x[1]) },
        { "special shifted_chebyshev_polynomial_t", x => special.shifted_chebyshev_polynomial_t(x[0], x[1]) },
        { "special shifted_chebyshev_polynomial_u", x => special.shifted_chebyshev_polynomial_u(x[0], x[1]) },
        { "special shifted_chebyshev_polynomial_v", x => special.shifted_chebyshev_polynomial_v(x[0], x[1]) },
        { "special shifted_chebyshev_polynomial_w", x => special.shifted_chebyshev_polynomial_w(x[0], x[1]) },
        { "special of two", x => [special.xlog1py(x[0], x[1]), special.zeta(x[0] + 2, x[1]), special.gammainc(x[0], x[1]), special.gammaincc(x[0], x[1])] },
        { "special of one and a number", x => [special.polygamma(1, x[0]), special.multigammaln(x[0] + 2, 2), special.logit(x[0] / 3), special.softmax(x[0], 0), special.log_softmax(x[0], 0)] },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}
