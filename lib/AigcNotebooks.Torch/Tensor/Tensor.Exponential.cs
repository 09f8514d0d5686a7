using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor exp() => Aten.Call("exp", this);
        public Tensor exp_() => Aten.CallInPlace("exp_", this);
        public Tensor exp2() => Aten.Call("exp2", this);
        public Tensor exp2_() => Aten.CallInPlace("exp2_", this);
        public Tensor expm1() => Aten.Call("expm1", this);
        public Tensor expm1_() => Aten.CallInPlace("expm1_", this);
        public Tensor log() => Aten.Call("log", this);
        public Tensor log_() => Aten.CallInPlace("log_", this);
        public Tensor log10() => Aten.Call("log10", this);
        public Tensor log10_() => Aten.CallInPlace("log10_", this);
        public Tensor log1p() => Aten.Call("log1p", this);
        public Tensor log1p_() => Aten.CallInPlace("log1p_", this);
        public Tensor log2() => Aten.Call("log2", this);
        public Tensor log2_() => Aten.CallInPlace("log2_", this);
        public Tensor logaddexp(Tensor other) => Aten.Call("logaddexp", this, other);
        public Tensor logaddexp2(Tensor other) => Aten.Call("logaddexp2", this, other);
        public Tensor sqrt() => Aten.Call("sqrt", this);
        public Tensor sqrt_() => Aten.CallInPlace("sqrt_", this);
        public Tensor rsqrt() => Aten.Call("rsqrt", this);
        public Tensor rsqrt_() => Aten.CallInPlace("rsqrt_", this);
        public Tensor square() => Aten.Call("square", this);
        public Tensor xlogy(Tensor y) => Aten.Call("xlogy.Tensor", this, y);
        public Tensor xlogy(Scalar y) => Aten.Call("xlogy.Scalar_Other", this, y);
        public Tensor xlogy_(Tensor y) => Aten.CallInPlace("xlogy_.Tensor", this, y);
        public Tensor xlogy_(Scalar y) => Aten.CallInPlace("xlogy_.Scalar_Other", this, y);
        public Tensor sigmoid() => Aten.Call("sigmoid", this);
        public Tensor sigmoid_() => Aten.CallInPlace("sigmoid_", this);
        public Tensor logit(double? eps = null) => Aten.Call("logit", this, eps);
        public Tensor logit_(double? eps = null) => Aten.CallInPlace("logit_", this, eps);
        public Tensor ldexp(Tensor other) => Aten.Call("ldexp.Tensor", this, other);
        public Tensor ldexp_(Tensor other) => Aten.CallInPlace("ldexp_", this, other);
        public (Tensor Mantissa, Tensor Exponent) frexp() => Aten.CallTwo("frexp.Tensor", this);
    }

    public static Tensor exp(Tensor input) => input.exp();
    public static Tensor exp_(Tensor input) => input.exp_();
    public static Tensor exp2(Tensor input) => input.exp2();
    public static Tensor exp2_(Tensor input) => input.exp2_();
    public static Tensor expm1(Tensor input) => input.expm1();
    public static Tensor expm1_(Tensor input) => input.expm1_();
    public static Tensor log(Tensor input) => input.log();
    public static Tensor log_(Tensor input) => input.log_();
    public static Tensor log10(Tensor input) => input.log10();
    public static Tensor log10_(Tensor input) => input.log10_();
    public static Tensor log1p(Tensor input) => input.log1p();
    public static Tensor log1p_(Tensor input) => input.log1p_();
    public static Tensor log2(Tensor input) => input.log2();
    public static Tensor log2_(Tensor input) => input.log2_();
    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);
    public static Tensor logaddexp2(Tensor left, Tensor right) => left.logaddexp2(right);
    public static Tensor sqrt(Tensor input) => input.sqrt();
    public static Tensor sqrt_(Tensor input) => input.sqrt_();
    public static Tensor rsqrt(Tensor input) => input.rsqrt();
    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();
    public static Tensor square(Tensor input) => input.square();
    public static Tensor xlogy(Tensor x, Tensor y) => x.xlogy(y);
    public static Tensor xlogy(Tensor x, Scalar y) => x.xlogy(y);
    public static Tensor xlogy_(Tensor x, Tensor y) => x.xlogy_(y);
    public static Tensor xlogy_(Tensor x, Scalar y) => x.xlogy_(y);
    public static Tensor sigmoid(Tensor input) => input.sigmoid();
    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);
    public static Tensor logit_(Tensor input, double? eps = null) => input.logit_(eps);
    public static Tensor ldexp(Tensor input, Tensor other) => input.ldexp(other);
    public static Tensor ldexp_(Tensor input, Tensor other) => input.ldexp_(other);
    public static (Tensor Mantissa, Tensor Exponent) frexp(Tensor input) => input.frexp();
}
