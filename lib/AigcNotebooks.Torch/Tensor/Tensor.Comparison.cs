using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.Call("eq.Tensor", this, target);
        public Tensor eq(Scalar target) => Aten.Call("eq.Scalar", this, target);
        public Tensor eq_(Tensor target) => Aten.CallInPlace("eq_.Tensor", this, target);
        public Tensor eq_(Scalar target) => Aten.CallInPlace("eq_.Scalar", this, target);
        public Tensor ne(Tensor target) => Aten.Call("ne.Tensor", this, target);
        public Tensor ne(Scalar target) => Aten.Call("ne.Scalar", this, target);
        public Tensor ne_(Tensor target) => Aten.CallInPlace("ne_.Tensor", this, target);
        public Tensor ne_(Scalar target) => Aten.CallInPlace("ne_.Scalar", this, target);
        public Tensor lt(Tensor target) => Aten.Call("lt.Tensor", this, target);
        public Tensor lt(Scalar target) => Aten.Call("lt.Scalar", this, target);
        public Tensor lt_(Tensor target) => Aten.CallInPlace("lt_.Tensor", this, target);
        public Tensor lt_(Scalar target) => Aten.CallInPlace("lt_.Scalar", this, target);
        public Tensor le(Tensor target) => Aten.Call("le.Tensor", this, target);
        public Tensor le(Scalar target) => Aten.Call("le.Scalar", this, target);
        public Tensor le_(Tensor target) => Aten.CallInPlace("le_.Tensor", this, target);
        public Tensor le_(Scalar target) => Aten.CallInPlace("le_.Scalar", this, target);
        public Tensor gt(Tensor target) => Aten.Call("gt.Tensor", this, target);
        public Tensor gt(Scalar target) => Aten.Call("gt.Scalar", this, target);
        public Tensor gt_(Tensor target) => Aten.CallInPlace("gt_.Tensor", this, target);
        public Tensor gt_(Scalar target) => Aten.CallInPlace("gt_.Scalar", this, target);
        public Tensor ge(Tensor target) => Aten.Call("ge.Tensor", this, target);
        public Tensor ge(Scalar target) => Aten.Call("ge.Scalar", this, target);
        public Tensor ge_(Tensor target) => Aten.CallInPlace("ge_.Tensor", this, target);
        public Tensor ge_(Scalar target) => Aten.CallInPlace("ge_.Scalar", this, target);
        public Tensor greater(Tensor target) => Aten.Call("greater.Tensor", this, target);
        public Tensor greater_equal(Tensor target) => Aten.Call("greater_equal.Tensor", this, target);
        public Tensor less(Tensor target) => Aten.Call("less.Tensor", this, target);
        public Tensor less_equal(Tensor target) => Aten.Call("less_equal.Tensor", this, target);
        public Tensor less_equal_(Tensor target) => Aten.CallInPlace("less_equal_.Tensor", this, target);
        public Tensor not_equal(Tensor target) => Aten.Call("not_equal.Tensor", this, target);
        public Tensor not_equal_(Tensor target) => Aten.CallInPlace("not_equal_.Tensor", this, target);
        public Tensor equal(Tensor target) => eq(target);
        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            Aten.CallScalar("allclose", this, target, rtol, atol, equal_nan).ToBoolean();
        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
            Aten.Call("isclose", this, other, rtol, atol, nanEqual);
        public Tensor isnan() => Aten.Call("isnan", this);
        public Tensor isinf() => Aten.Call("isinf", this);
        public Tensor isfinite() => Aten.Call("isfinite", this);
        public Tensor isposinf() => Aten.Call("isposinf", this);
        public Tensor isneginf() => Aten.Call("isneginf", this);
        public Tensor isreal() => Aten.Call("isreal", this);
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.Call("isin.Tensor_Tensor", this, test_elements, assumeUnique, invert);
        public bool is_nonzero() => Aten.CallScalar("is_nonzero", this).ToBoolean();
        public Tensor maximum(Tensor other) => Aten.Call("maximum", this, other);
        public Tensor minimum(Tensor other) => Aten.Call("minimum", this, other);
        public Tensor fmax(Tensor other) => Aten.Call("fmax", this, other);
        public Tensor fmin(Tensor other) => Aten.Call("fmin", this, other);
    }

    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);
    public static Tensor le(Tensor left, Tensor right) => left.le(right);
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);
    public static Tensor greater(Tensor tensor, Tensor target) => tensor.greater(target);
    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.greater_equal(target);
    public static Tensor less(Tensor tensor, Tensor target) => tensor.less(target);
    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.less_equal(target);
    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.not_equal(target);
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.equal(target);
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
        tensor.isclose(other, rtol, atol, nanEqual);
    public static Tensor isnan(Tensor input) => input.isnan();
    public static Tensor isinf(Tensor tensor) => tensor.isinf();
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();
    public static Tensor isreal(Tensor tensor) => tensor.isreal();
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
        tensor.isin(test_elements, assumeUnique, invert);
    public static bool is_nonzero(Tensor input) => input.is_nonzero();
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);
    public static Tensor fmax(Tensor input, Tensor other) => input.fmax(other);
    public static Tensor fmin(Tensor input, Tensor other) => input.fmin(other);
}
