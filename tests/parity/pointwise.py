"""Operators of one tensor, element by element, and the special functions."""
import torch

from golden import Goldens

g = Goldens("pointwise")


def unary(names, spread, tol=1, module=torch, extra=()):
    """Each operator on transposed, strided, expanded, low-precision and empty tensors; only on what this PyTorch can."""
    specs = [f"f32[3,4]:{spread}", f"f64[2,3]T:{spread}", f"f32[2,3]S:{spread}", f"f64[2,2]E:{spread}", f"bf16[4]:{spread}", f"f16[4]:{spread}", "f32[0,3]", *extra]
    for name in names.split():
        f = getattr(module, name)
        g.case(name if module is torch else f"special {name}", f, *[[s] for s in specs if runs(f, s)], tol=tol)


def runs(f, spec):
    try:
        out = f(*g.inputs([spec], 0, True))
        if out.requires_grad:
            out.sum().backward()
        return True
    except RuntimeError:
        return False


INTEGERS = ("i64[5]", "u8[4]")
unary("sin cos tan atan sinh cosh tanh asinh exp exp2 expm1 erf erfc sigmoid sinc deg2rad rad2deg i0", "u", extra=INTEGERS)
unary("asin acos atanh erfinv logit", "unit")
unary("log log2 log10 log1p sqrt rsqrt lgamma digamma", "pos", extra=("i64[4]:int3",))
unary("acosh", "pos", extra=("i64[4]:int3",))
unary("abs ceil floor round trunc frac sign signbit square relu selu nan_to_num", "u", extra=INTEGERS)

g.case("aliases", lambda a: [torch.absolute(a), torch.fix(a), torch.arcsin(a), torch.arccos(a), torch.arctan(a), torch.arctanh(a), torch.arcsinh(a), torch.arccosh(a + 1), torch.clip(a, 0.2, 0.6)],
       ["f32[3,4]:unit"], ["f64[2,3]T:unit"])
# Their gradients are zero tensors without memory, which PyTorch 1.13 itself cannot read: something is added.
g.case("sgn", lambda a: [torch.sgn(a), a * 1], ["f32[3,4]"], ["f64[2,3]T"], ["i64[2,3]T"])
g.case("angle", torch.angle, ["f32[3,4]"], ["i64[2,3]T"], ["bool[3]"], grad=False)
g.case("round decimals", lambda a: [torch.round(a, decimals=1), torch.round(a, decimals=-1)], ["f32[3,4]"], ["f64[2,3]T:int100"])
g.case("round half", lambda a: torch.round(a / 2), ["f32[9]"], ["f64[9]"])
g.case("clamp", lambda a: [torch.clamp(a, -0.5, 1), torch.clamp(a, min=0), torch.clamp(a, max=0.25), torch.clamp_min(a, -1), torch.clamp_max(a, 1)],
       ["f32[3,4]"], ["f64[2,3]T"], ["bf16[4]"], ["f32[0,3]"])
g.case("clamp of integers", lambda a: [torch.clamp(a, 2, 5), torch.clamp(a, min=3)], ["i64[2,3]T"], ["u8[4]"])
g.case("clamp between tensors", lambda a, lo, hi: [torch.clamp(a, lo, hi), torch.clamp(a, min=lo)], ["f32[3,4]", "f32[4]:unit", "f32[3,1]:pos"], ["f64[2,3]T", "f64[2,3]", "f64[3]:pos"])
g.case("nan_to_num with values", lambda a: torch.nan_to_num(a / 0, 7, 8, -9), ["f32[3,4]:int3"], ["f64[2,3]T"])
g.case("logit eps", lambda a: torch.logit(a, 0.1), ["f32[3,4]"], ["f64[2,3]T"])
g.case("frexp", lambda a: list(torch.frexp(a)), ["f32[3,4]"], ["f64[2,3]T"], grad=False)
g.case("polygamma", lambda a: [torch.polygamma(0, a), torch.polygamma(1, a), torch.polygamma(3, a)], ["f32[3,4]:pos"], ["f64[2,3]T:pos"], tol=20)
g.case("mvlgamma", lambda a: torch.mvlgamma(a + 2, 3), ["f32[3,4]:pos"], ["f64[2,3]T:pos"], tol=20)

g.case("atan2", lambda a, b: [torch.atan2(a, b), torch.arctan2(b, a)], ["f32[3,4]", "f32[4]"], ["f64[2,3]T", "f64[2,1]"])
g.case("hypot", torch.hypot, ["f32[3,4]", "f32[4]"], ["f64[2,3]T", "f64[2,1]"])
g.case("logaddexp", lambda a, b: [torch.logaddexp(a, b), torch.logaddexp2(a, b)], ["f32[3,4]", "f32[4]"], ["f64[2,3]T", "f64[2,1]"])
g.case("xlogy", lambda a, b: [torch.xlogy(a, b), torch.xlogy(a, 0.7)], ["f32[3,4]", "f32[4]:pos"], ["f64[2,3]T", "f64[2,1]:pos"], ["f32[4]:int2", "f32[4]:int2"])
g.case("ldexp", torch.ldexp, ["f32[3,4]", "i64[4]:int5"], ["f64[2,3]T", "i32[2,1]:int5"])
g.case("heaviside", torch.heaviside, ["f32[3,4]:int2", "f32[4]"], ["f64[2,3]T", "f64[2,1]"], grad=False)
g.case("copysign", torch.copysign, ["f32[3,4]", "f32[4]"], ["f64[2,3]T", "f64[2,1]"])
g.case("nextafter", torch.nextafter, ["f32[3,4]", "f32[4]"], ["f64[2,3]T", "f64[2,1]"], grad=False)
g.case("igamma", lambda a, b: [torch.igamma(a, b), torch.igammac(a, b)], ["f32[3,4]:pos", "f32[4]:pos"], ["f64[2,3]T:pos", "f64[2,1]:pos"], grad=False, tol=20)

ACTIVATED = ["f32[3,4]"], ["f64[2,3]T"], ["f32[0,3]"]
F = torch.nn.functional
g.case("rectified", lambda a: [F.relu(a), F.relu6(a * 4), F.elu(a), F.elu(a, 0.5), F.celu(a), F.celu(a, 0.5), F.selu(a), F.leaky_relu(a, 0.2), F.hardtanh(a, -1, 0.5), F.threshold(a, 0.1, -3)], *ACTIVATED)
g.case("smooth", lambda a: [F.silu(a), F.gelu(a), F.gelu(a, approximate="tanh"), F.softplus(a), F.softplus(a, 2, 1), F.hardsigmoid(a), F.hardswish(a), F.logsigmoid(a)], *ACTIVATED)
g.case("elu with scales", lambda a: torch._C._nn.elu(a, 0.5, 2, 3), ["f32[3,4]"], ["f64[2,3]T"])
g.case("glu", lambda a: [F.glu(a), F.glu(a, 0)], ["f32[2,4]"], ["f64[4,2]T"])
g.case("prelu", F.prelu, ["f32[3,4]", "f32[1]"], ["f64[2,3]T", "f64[3]"])
g.case("rrelu", lambda a: F.rrelu(a), ["f32[3,4]"], ["f64[2,3]T"])
g.case("softmax", lambda a: [torch.softmax(a, 1), torch.softmax(a, 0, dtype=torch.float64), torch.log_softmax(a, -1), torch.log_softmax(a, 0, dtype=torch.float64)],
       ["f32[3,4]"], ["f64[2,3]T"], ["bf16[2,3]"], ["f32[0,3]"])
g.case("complex parts", lambda a, b: [f(torch.complex(a, b)) for f in (torch.real, torch.imag, torch.angle, torch.abs, torch.view_as_real, lambda z: torch.conj(z).resolve_conj(), torch.conj_physical)]
       + [torch.polar(a, b), torch.complex(a, b) * torch.complex(b, a)], ["f32[3,2]", "f32[3,2]"], ["f64[2,3]T", "f64[2,3]T"])
g.case("view_as_complex", lambda a: torch.view_as_complex(a), ["f32[3,2]"], ["f64[2,2,2]"])

unary("entr erfcx expit i0e i1 i1e ndtr", "u", 20, torch.special)
unary("ndtri", "unit", 20, torch.special)
unary("gammaln psi digamma erf erfc exp2 expm1 sinc i0", "pos", module=torch.special)
unary("airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 "
      "scaled_modified_bessel_k0 scaled_modified_bessel_k1 spherical_bessel_j0", "pos", 20, torch.special)
for name in ("chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p "
             "shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w").split():
    g.case(f"special {name}", getattr(torch.special, name), ["f32[2,3]:unit", "i64[3]:int5"], ["f64[2,3]T:unit", "f64[2,1]:int5"], grad=False, tol=20)
g.case("special of two", lambda a, b: [torch.special.xlog1py(a, b), torch.special.zeta(a + 2, b), torch.special.gammainc(a, b), torch.special.gammaincc(a, b)],
       ["f32[2,3]:pos", "f32[3]:pos"], ["f64[2,3]T:pos", "f64[2,1]:pos"], grad=False, tol=20)
g.case("special of one and a number", lambda a: [torch.special.polygamma(1, a), torch.special.multigammaln(a + 2, 2), torch.special.logit(a / 3), torch.special.softmax(a, 0), torch.special.log_softmax(a, 0)],
       ["f32[2,3]:pos"], ["f64[2,3]T:pos"], tol=20)
g.save()
