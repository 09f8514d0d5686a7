using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor erf() => Aten.Call("erf", this);
        public Tensor erf_() => Aten.CallInPlace("erf_", this);
        public Tensor erfc() => Aten.Call("erfc", this);
        public Tensor erfc_() => Aten.CallInPlace("erfc_", this);
        public Tensor erfinv() => Aten.Call("erfinv", this);
        public Tensor erfinv_() => Aten.CallInPlace("erfinv_", this);
        public Tensor lgamma() => Aten.Call("lgamma", this);
        public Tensor lgamma_() => Aten.CallInPlace("lgamma_", this);
        public Tensor digamma() => Aten.Call("digamma", this);
        public Tensor digamma_() => Aten.CallInPlace("digamma_", this);
        public Tensor mvlgamma(long p) => Aten.Call("mvlgamma", this, p);
        public Tensor mvlgamma_(long p) => Aten.CallInPlace("mvlgamma_", this, p);
        public Tensor i0() => Aten.Call("i0", this);
        public Tensor i0_() => Aten.CallInPlace("i0_", this);
        public Tensor polygamma(long p) => Aten.Call("polygamma", p, this);
        public Tensor polygamma_(long p) => Aten.CallInPlace("polygamma_", this, p);
        public Tensor igamma(Tensor other) => Aten.Call("igamma", this, other);
        public Tensor igammac(Tensor other) => Aten.Call("igammac", this, other);
    }

    public static Tensor erf(Tensor input) => input.erf();
    public static Tensor erf_(Tensor input) => input.erf_();
    public static Tensor erfc(Tensor input) => input.erfc();
    public static Tensor erfc_(Tensor input) => input.erfc_();
    public static Tensor erfinv(Tensor input) => input.erfinv();
    public static Tensor erfinv_(Tensor input) => input.erfinv_();
    public static Tensor lgamma(Tensor input) => input.lgamma();
    public static Tensor lgamma_(Tensor input) => input.lgamma_();
    public static Tensor digamma(Tensor input) => input.digamma();
    public static Tensor digamma_(Tensor input) => input.digamma_();
    public static Tensor mvlgamma(Tensor input, long p) => input.mvlgamma(p);
    public static Tensor mvlgamma_(Tensor input, long p) => input.mvlgamma_(p);
    public static Tensor i0(Tensor input) => input.i0();
    public static Tensor i0_(Tensor input) => input.i0_();
    public static Tensor polygamma(Tensor input, long p) => input.polygamma(p);
    public static Tensor polygamma_(Tensor input, long p) => input.polygamma_(p);
    public static Tensor igamma(Tensor input, Tensor other) => input.igamma(other);
    public static Tensor igammac(Tensor input, Tensor other) => input.igammac(other);
}
