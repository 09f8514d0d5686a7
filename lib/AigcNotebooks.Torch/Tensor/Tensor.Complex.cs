using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor angle() => Aten.Call("angle", this);
        public Tensor conj() => Aten.Call("conj", this);
        public Tensor conj_physical() => Aten.Call("conj_physical", this);
        public Tensor conj_physical_() => Aten.CallInPlace("conj_physical_", this);
        public Tensor resolve_conj() => Aten.Call("resolve_conj", this);
        public Tensor resolve_neg() => Aten.Call("resolve_neg", this);
        public bool is_conj() => Aten.CallScalar("is_conj", this).ToBoolean();
        public bool is_neg() => Aten.CallScalar("is_neg", this).ToBoolean();
        public Tensor view_as_complex() => Aten.Call("view_as_complex", this);
        public Tensor view_as_real() => Aten.Call("view_as_real", this);

        /// <summary>The real parts: a view of a complex tensor, a real tensor itself.</summary>
        public Tensor real => Aten.Call("real", this);

        /// <summary>The imaginary parts, as a view.</summary>
        public Tensor imag => Aten.Call("imag", this);
    }

    public static Tensor angle(Tensor input) => input.angle();
    public static Tensor conj(Tensor input) => input.conj();
    public static Tensor conj_physical(Tensor input) => input.conj_physical();
    public static Tensor conj_physical_(Tensor input) => input.conj_physical_();
    public static Tensor resolve_conj(Tensor input) => input.resolve_conj();
    public static Tensor resolve_neg(Tensor input) => input.resolve_neg();
    public static bool is_conj(Tensor input) => input.is_conj();
    public static Tensor is_neg(Tensor input) => input.is_neg();
    public static Tensor view_as_complex(Tensor input) => input.view_as_complex();
    public static Tensor view_as_real(Tensor input) => input.view_as_real();
    public static Tensor real(Tensor input) => input.real;
    public static Tensor imag(Tensor input) => input.imag;
    public static Tensor complex(Tensor real, Tensor imag) => Aten.Call("complex", real, imag);
    public static Tensor polar(Tensor abs, Tensor angle) => Aten.Call("polar", abs, angle);
}
