// The door from C# to libtorch. Every ATen operator is reached by name through PyTorch's dispatcher, autograd included;
// the rest of this file is what is no operator: handles, raw data, gradients, functions whose backward is C#, modes,
// seeds, threads, and one fused optimizer loop. Compiles against libtorch 1.13 and 2.x.
//
// Conventions. A tensor crosses as an owned TensorImpl* (the receiver releases it). A function that can fail returns a
// negative number (or null) and leaves its message in aigc_error(), per thread. No C++ exception ever crosses.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/ScalarOps.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <malloc.h>
#include <sys/mman.h>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

#if AIGC_TORCH_VERSION >= 205
template <class T> using Optional = std::optional<T>;
#else
template <class T> using Optional = c10::optional<T>;
#endif

thread_local std::string last_error;

// Runs `body`; on any exception keeps its message (of libtorch's own the first line: C++ sources and stacks follow) and returns `failed`.
template <class Result, class Body>
Result guarded(Result failed, Body body) {
    try {
        return body();
    } catch (const c10::Error& e) {
        last_error = e.what_without_backtrace();
        last_error.resize(std::min(last_error.find('\n'), last_error.size()));
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "unknown C++ exception";
    }
    return failed;
}

using Handle = c10::TensorImpl*;

at::Tensor borrow(Handle h) {
    return h ? at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(h)) : at::Tensor();
}

at::Tensor take(Handle h) {
    return h ? at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(h)) : at::Tensor();
}

Handle give(at::Tensor t) { return t.defined() ? t.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(const Handle* handles, int n) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(n);
    for (int i = 0; i < n; i++) tensors.push_back(borrow(handles[i]));
    return tensors;
}

// ---- Memory: counted, since the garbage collector cannot see it, and big blocks kept for the next of their size ----

std::atomic<int64_t> live_bytes{0};
constexpr size_t header = 64, big = 64 << 10, huge_page = 2 << 20, huge = size_t{1} << 30;  // bytes

size_t available_bytes() {
    std::ifstream file("/proc/meminfo");
    for (std::string line; std::getline(file, line);)
        if (line.rfind("MemAvailable:", 0) == 0) return std::strtoull(line.c_str() + 13, nullptr, 10) * 1024;
    return std::numeric_limits<size_t>::max() / 2;
}

// The system hands out fresh pages one by one: a Conv3d's training step spent a third of its time on that.
class Blocks {
    std::mutex mutex_;
    std::unordered_map<size_t, std::vector<char*>> spare_;
    size_t spare_bytes_ = 0, peak_ = 0;

    void flush() {
        for (auto& [size, blocks] : spare_)
            for (char* block : blocks) std::free(block);
        spare_.clear();
        spare_bytes_ = 0;
    }

public:
    static size_t rounded(size_t n) { return (n + header + 4095) & ~size_t{4095}; }

    char* take(size_t n) {
        const size_t size = rounded(n);
        std::lock_guard<std::mutex> lock(mutex_);
        peak_ = std::max(peak_, static_cast<size_t>(live_bytes.load()) + n);
        auto found = spare_.find(size);
        if (found != spare_.end() && !found->second.empty()) {
            char* block = found->second.back();
            found->second.pop_back();
            spare_bytes_ -= size;
            return block;
        }
        void* block = nullptr;
        // The system grants more than it has, and kills who uses it.
        const auto granted = [&] {
            return (n < huge || n < available_bytes()) && posix_memalign(&block, n < 2 * huge_page ? header : huge_page, size) == 0;
        };
        if (!granted()) {
            flush();
            if (!granted()) return nullptr;
        }
        if (n >= 2 * huge_page) madvise(block, size, MADV_HUGEPAGE);
        return static_cast<char*>(block);
    }

    // Keeps as much as was once in use, and a gigabyte at most; what is too much goes, so that sizes no longer in use go.
    void give(char* block, size_t n) {
        const size_t size = rounded(n);
        std::lock_guard<std::mutex> lock(mutex_);
        if (spare_bytes_ + size > std::min(peak_ + huge_page, huge)) flush();
        if (size > huge) return std::free(block);
        spare_[size].push_back(block);
        spare_bytes_ += size;
    }
};

Blocks& blocks() {
    static Blocks* const all = new Blocks;  // tensors may outlive every destructor
    return *all;
}

struct CountingAllocator final : c10::Allocator {
    // Before the data, which stays aligned to 64 bytes, stands its size.
    static void release(void* data) {
        if (!data) return;
        char* base = static_cast<char*>(data) - header;
        const int64_t n = *reinterpret_cast<int64_t*>(base);
        live_bytes -= n;
        if (static_cast<size_t>(n) >= big) return blocks().give(base, n);
        std::free(base);
    }

    c10::DataPtr make(size_t n) const {
        if (n == 0) return {nullptr, nullptr, &release, c10::Device(c10::DeviceType::CPU)};
        void* base = nullptr;
        if (n >= big) base = n < std::numeric_limits<size_t>::max() / 2 ? blocks().take(n) : nullptr;
        else if (posix_memalign(&base, header, n + header) != 0) base = nullptr;
        TORCH_CHECK(base, "not enough memory: tried to allocate ", n, " bytes");
        *reinterpret_cast<int64_t*>(base) = static_cast<int64_t>(n);
        live_bytes += static_cast<int64_t>(n);
        void* data = static_cast<char*>(base) + header;
        return {data, data, &release, c10::Device(c10::DeviceType::CPU)};
    }

    c10::DeleterFnPtr raw_deleter() const override { return &release; }
#if AIGC_TORCH_VERSION >= 203
    c10::DataPtr allocate(size_t n) override { return make(n); }
    void copy_data(void* dest, const void* src, std::size_t n) const override { default_copy_data(dest, src, n); }
#else
    c10::DataPtr allocate(size_t n) const override { return make(n); }
#endif
};

CountingAllocator counting_allocator;

// ---- Operators ----

enum Tag : int32_t { None = 0, Tensor, Int, Double, Bool, String, Ints, Doubles, Tensors, Device, Generator };

struct Value {
    int32_t tag;
    int32_t count;  // of Ints, Doubles, Tensors; the index of a Device
    union {
        int64_t i;
        double d;
        const void* p;
    };
};

struct Argument {
    c10::TypeKind kind;
    c10::TypeKind element;  // of a list
    bool optional;
    bool optional_elements;
    bool positive;  // 0 would trap in hardware
    int32_t repeat;  // int[2] takes a single int for both
};

struct Operator {
    c10::OperatorHandle handle;
    std::vector<Argument> arguments;
    std::vector<Optional<c10::IValue>> defaults;
    bool divides_integers;
};

Argument describe(const c10::Argument& argument) {
    c10::TypePtr type = argument.type();
    const bool positive = argument.name() == "groups" || argument.name() == "num_groups" || argument.name() == "group";
    Argument a{type->kind(), c10::TypeKind::AnyType, false, false, positive, argument.N().value_or(1)};
    if (auto optional = type->cast<c10::OptionalType>()) {
        a.optional = true;
        type = optional->getElementType();
        a.kind = type->kind();
    }
    if (auto list = type->cast<c10::ListType>()) {
        c10::TypePtr element = list->getElementType();
        if (auto optional = element->cast<c10::OptionalType>()) {
            a.optional_elements = true;
            element = optional->getElementType();
        }
        a.element = element->kind();
    }
    return a;
}

c10::IValue convert_list(const Argument& a, const Value& v, bool& fits) {
    using Kind = c10::TypeKind;
    const auto* longs = static_cast<const int64_t*>(v.p);
    const auto* handles = static_cast<const Handle*>(v.p);
    if (a.element == Kind::IntType && v.tag == Ints) return c10::List<int64_t>(c10::ArrayRef<int64_t>(longs, v.count));
    if (a.element == Kind::IntType && v.tag == Int) return c10::List<int64_t>(std::vector<int64_t>(a.repeat, v.i));
    if (a.element == Kind::FloatType && v.tag == Doubles) return c10::List<double>(c10::ArrayRef<double>(static_cast<const double*>(v.p), v.count));
    if (a.element == Kind::BoolType && v.tag == Ints) {
        c10::List<bool> list;
        for (int i = 0; i < v.count; i++) list.push_back(longs[i] != 0);
        return list;
    }
    if (a.element == Kind::TensorType && v.tag == Tensors) {
        if (!a.optional_elements) return c10::List<at::Tensor>(borrow_all(handles, v.count));
        c10::List<Optional<at::Tensor>> list;
        for (int i = 0; i < v.count; i++) list.push_back(handles[i] ? Optional<at::Tensor>(borrow(handles[i])) : Optional<at::Tensor>());
        return list;
    }
    fits = false;
    return {};
}

// The argument as its schema wants it: boxed calls check nothing, so every mismatch must be caught here.
c10::IValue convert(const Operator& op, size_t index, const Value& v) {
    using Kind = c10::TypeKind;
    const Argument& a = op.arguments[index];
    const Kind kind = v.tag == None ? Kind::NoneType : a.kind;
    const bool number = kind == Kind::NumberType;
    bool fits = true;
    if (v.tag == None && a.optional) return {};
    if (kind == Kind::TensorType && v.tag == Tensor) return borrow(static_cast<Handle>(const_cast<void*>(v.p)));
    if (kind == Kind::ListType) {
        c10::IValue list = convert_list(a, v, fits);
        if (fits) return list;
    }
    TORCH_CHECK(!a.positive || v.i > 0, op.handle.schema().arguments()[index].name(), " must be positive; it is ", v.i);
    if ((number || kind == Kind::IntType) && v.tag == Int) return v.i;
    if ((number || kind == Kind::FloatType) && v.tag == Double) return v.d;
    if ((number || kind == Kind::BoolType) && v.tag == Bool) return v.i != 0;
    if (kind == Kind::IntType && v.tag == Bool) return v.i;
    if (kind == Kind::FloatType && v.tag == Int) return static_cast<double>(v.i);
    if (number && v.tag == Doubles && v.count == 2)
        return c10::complex<double>(static_cast<const double*>(v.p)[0], static_cast<const double*>(v.p)[1]);
    if (kind == Kind::StringType && v.tag == String) return std::string(static_cast<const char*>(v.p));
    if (kind == Kind::DeviceObjType && v.tag == Device)
        return c10::Device(static_cast<c10::DeviceType>(v.i), static_cast<c10::DeviceIndex>(v.count));
    if (kind == Kind::GeneratorType && v.tag == Generator) return *static_cast<const at::Generator*>(v.p);
    const auto& schema = op.handle.schema();
    TORCH_CHECK(false, "argument '", schema.arguments()[index].name(), "' must be ", schema.arguments()[index].type()->str(), " in ", schema);
}

bool divides(std::string name, const std::string& overload) {
    if (name.back() == '_') name.pop_back();
    return name == "aten::floor_divide" || name == "aten::remainder" || name == "aten::fmod" ||
           ((name == "aten::div" || name == "aten::divide") && overload.find("mode") != std::string::npos);
}

// The smallest integer divided by -1 traps in hardware, and the process dies past every catch.
void refuse_overflow(const torch::jit::Stack& stack) {
    const auto operand = [&](size_t i) { return stack[i].isTensor() ? stack[i].toTensor() : at::native::wrapped_scalar_tensor(stack[i].toScalar()); };
    const at::Tensor a = operand(0), b = operand(1);
    if (!a.defined() || !b.defined()) return;
    const at::ScalarType type = at::result_type(a, b);
    if (type != at::kLong && type != at::kInt) return;
    const at::Tensor minus_one = b.to(type).eq(-1);
    if (!minus_one.any().item<bool>()) return;
    const int64_t smallest = type == at::kLong ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int32_t>::min();
    TORCH_CHECK(!a.to(type).eq(smallest).logical_and(minus_one).any().item<bool>(), "integer overflow: ", smallest, " divided by -1");
}

void append(std::vector<Value>& out, const c10::IValue& value) {
    Value v{};
    if (value.isTensorList()) {
        for (const at::Tensor& t : value.toTensorVector()) append(out, t);
        return;
    }
    if (value.isTensor()) v.tag = value.toTensor().defined() ? Tensor : None, v.p = give(value.toTensor());
    else if (value.isInt()) v.tag = Int, v.i = value.toInt();
    else if (value.isDouble()) v.tag = Double, v.d = value.toDouble();
    else if (value.isBool()) v.tag = Bool, v.i = value.toBool();
    else TORCH_CHECK(value.isNone(), "an operator returned a ", value.tagKind(), ", which this library does not carry");
    out.push_back(v);
}

}  // namespace

EXPORT const char* aigc_error() { return last_error.c_str(); }
EXPORT int aigc_version() { return AIGC_TORCH_VERSION; }

// Counts live tensor memory from now on; returns where the count stands.
EXPORT const std::atomic<int64_t>* aigc_count_bytes() {
    c10::SetCPUAllocator(&counting_allocator, /*priority*/ 1);
    // oneDNN and BLAS allocate by themselves; their memory, too, is better kept than given back and asked for again.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
    return &live_bytes;
}

EXPORT Operator* aigc_operator(const char* name, const char* overload) {
    return guarded<Operator*>(nullptr, [&] {
        auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
        auto op = std::make_unique<Operator>(Operator{handle, {}, {}, divides(handle.schema().name(), handle.schema().overload_name())});
        for (const auto& argument : handle.schema().arguments()) {
            op->arguments.push_back(describe(argument));
            op->defaults.push_back(argument.default_value());
        }
        return op.release();
    });
}

// Calls `op`; missing trailing arguments take the schema's defaults. Returns the number of results, which stay at
// *results until this thread's next call; tensors among them are the caller's to release.
EXPORT int aigc_call(const Operator* op, const Value* values, int count, const Value** results) {
    thread_local std::vector<Value> out;
    return guarded(-1, [&] {
        const size_t all = op->arguments.size(), given = static_cast<size_t>(count);
        TORCH_CHECK(given <= all, count, " arguments given to ", op->handle.schema());
        torch::jit::Stack stack;
        stack.reserve(all);
        for (size_t i = 0; i < given; i++) stack.push_back(convert(*op, i, values[i]));
        for (size_t i = given; i < all; i++) {
            const auto& schema = op->handle.schema();
            TORCH_CHECK(op->defaults[i].has_value(), "argument '", schema.arguments()[i].name(), "' is missing in ", schema);
            stack.push_back(*op->defaults[i]);
        }
        if (op->divides_integers) refuse_overflow(stack);
        op->handle.callBoxed(stack);
        out.clear();
        for (const auto& value : stack) append(out, value);
        *results = out.data();
        return static_cast<int>(out.size());
    });
}

// ---- Tensors ----

EXPORT void aigc_release(Handle h) { guarded(0, [&] { return take(h), 0; }); }

EXPORT Handle aigc_share(Handle h) { return give(borrow(h)); }  // a second reference
EXPORT int aigc_dtype(Handle h) { return static_cast<int>(c10::typeMetaToScalarType(h->dtype())); }
EXPORT int aigc_device_type(Handle h) { return static_cast<int>(h->device().type()); }
EXPORT int aigc_device_index(Handle h) { return h->device().index(); }
EXPORT int64_t aigc_dim(Handle h) { return h->dim(); }
EXPORT int64_t aigc_numel(Handle h) { return h->numel(); }
EXPORT int64_t aigc_storage_offset(Handle h) { return h->layout() == at::kStrided ? h->storage_offset() : 0; }
EXPORT int aigc_is_contiguous(Handle h) { return h->layout() == at::kStrided && h->is_contiguous(); }
EXPORT int aigc_requires_grad(Handle h) { return h->requires_grad(); }
EXPORT int aigc_is_leaf(Handle h) { return borrow(h).is_leaf(); }
EXPORT void aigc_sizes(Handle h, int64_t* sizes) { for (int64_t i = 0; i < h->dim(); i++) sizes[i] = h->sizes()[i]; }
EXPORT void aigc_strides(Handle h, int64_t* strides) { for (int64_t i = 0; i < h->dim(); i++) strides[i] = h->layout() == at::kStrided ? h->strides()[i] : 0; }

// A tensor over memory that stays the caller's: `release(context)` is called when nothing uses it any more.
EXPORT Handle aigc_from_blob(void* data, const int64_t* sizes, int dims, int dtype, void (*release)(void*), void* context) {
    return guarded<Handle>(nullptr, [&] {
        return give(at::from_blob(data, c10::IntArrayRef(sizes, dims), [=](void*) { release(context); }, static_cast<at::ScalarType>(dtype)));
    });
}

EXPORT int aigc_cuda_devices() { return guarded(0, [] { return static_cast<int>(at::getNumGPUs()); }); }
EXPORT void* aigc_data(Handle h) { return guarded<void*>(nullptr, [&] { return borrow(h).data_ptr(); }); }
EXPORT int aigc_set_requires_grad(Handle h, int value) { return guarded(-1, [&] { return borrow(h).set_requires_grad(value != 0), 0; }); }
EXPORT int aigc_retain_grad(Handle h) { return guarded(-1, [&] { return borrow(h).retain_grad(), 0; }); }

// The gradient, or null where there is none yet.
EXPORT Handle aigc_grad(Handle h) { return guarded<Handle>(nullptr, [&] { return give(borrow(h).grad()); }); }
EXPORT int aigc_set_grad(Handle h, Handle grad) { return guarded(-1, [&] { return borrow(h).mutable_grad() = borrow(grad), 0; }); }

// Makes `h` hold the data of `other` (what PyTorch's `p.data = …` does), so that a module moves in place.
EXPORT int aigc_set_data(Handle h, Handle other) { return guarded(-1, [&] { return borrow(h).set_data(borrow(other)), 0; }); }

// ---- Autograd ----

// What autocast did in the forward is recorded; it is not done again to the gradients. With `results` the gradients of the inputs go there and
// touch no tensor; without, they are added to the inputs', or where none are named to all leaves'.
EXPORT int aigc_backward(const Handle* outputs, int count, const Handle* gradients, const Handle* inputs, int input_count, int retain_graph,
                         int create_graph, int allow_unused, Handle* results) {
    return guarded(-1, [&] {
        c10::impl::ExcludeDispatchKeyGuard as_recorded(c10::autocast_dispatch_keyset);
        const auto roots = borrow_all(outputs, count), leaves = borrow_all(inputs, input_count), seeds = borrow_all(gradients, gradients ? count : 0);
        if (!results) return torch::autograd::backward(roots, seeds, retain_graph != 0, create_graph != 0, leaves), 0;
        auto grads = torch::autograd::grad(roots, leaves, seeds, retain_graph != 0, create_graph != 0, allow_unused != 0);
        std::transform(grads.begin(), grads.end(), results, give);
        return 0;
    });
}

// ---- Functions whose backward is written in C# ----

namespace {

// `managed` names the C# context; `context` is good for this one call. Fills one gradient a tensor input; negative on failure.
using Backward = int (*)(void* managed, void* context, const Handle* gradients, int count, Handle* results);
Backward managed_backward = nullptr;
void (*free_managed)(void*) = nullptr;

// Keeps the C# context alive as long as the node that needs it.
struct Managed final : torch::CustomClassHolder {
    explicit Managed(void* c) : context(c) {}
    ~Managed() override { free_managed(context); }
    void* const context;
};

// What the C# side's forward did; the layout of NativeMethods.Forward.
struct Forward {
    void* managed;
    const Handle *inputs, *outputs, *saved, *dirty, *constant;
    int32_t input_count, output_count, saved_count, dirty_count, constant_count, materialize;
};

struct ManagedFunction : torch::autograd::Function<ManagedFunction> {
    // The outputs are there already: C# computed them.
    static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, at::TensorList inputs, const Forward* f,
                                                  const c10::intrusive_ptr<Managed>& managed) {
        context->saved_data["managed"] = c10::IValue::make_capsule(managed);
        context->saved_data["inputs"] = static_cast<int64_t>(inputs.size());
        context->save_for_backward(borrow_all(f->saved, f->saved_count));
        context->mark_dirty(borrow_all(f->dirty, f->dirty_count));
        context->mark_non_differentiable(borrow_all(f->constant, f->constant_count));
        context->set_materialize_grads(f->materialize != 0);
        return borrow_all(f->outputs, f->output_count);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        auto managed = c10::static_intrusive_pointer_cast<Managed>(context->saved_data["managed"].toCapsule());
        std::vector<Handle> given, results(context->saved_data["inputs"].toInt());
        for (const at::Tensor& g : gradients) given.push_back(give(g));
        if (managed_backward(managed->context, context, given.data(), static_cast<int>(given.size()), results.data()) < 0)
            throw std::runtime_error(last_error);
        torch::autograd::variable_list list;
        for (Handle h : results) list.push_back(take(h));
        list.resize(results.size() + 2);  // forward's other arguments have none
        return list;
    }
};

}  // namespace

EXPORT void aigc_set_callbacks(Backward backward, void (*free)(void*)) { managed_backward = backward, free_managed = free; }

// The message of a C# exception, for whom it concerns on this thread.
EXPORT void aigc_set_error(const char* message) { last_error = message; }

// Ties the outputs of a forward to its inputs. The outputs come back as those that the caller should hand on.
EXPORT int aigc_apply_function(const Forward* f, Handle* results) {
    return guarded(-1, [&] {
        auto managed = c10::make_intrusive<Managed>(f->managed);
        auto outputs = ManagedFunction::apply(at::TensorList(borrow_all(f->inputs, f->input_count)), f, managed);
        std::transform(outputs.begin(), outputs.end(), results, give);
        return 0;
    });
}

EXPORT int aigc_saved_tensors(void* context, Handle* results) {
    return guarded(-1, [&] {
        auto saved = static_cast<torch::autograd::AutogradContext*>(context)->get_saved_variables();
        std::transform(saved.begin(), saved.end(), results, give);
        return 0;
    });
}

// ---- Modes ----

EXPORT int aigc_grad_mode() { return at::GradMode::is_enabled(); }
EXPORT void aigc_set_grad_mode(int enabled) { at::GradMode::set_enabled(enabled != 0); }
EXPORT int aigc_is_inference_mode() { return c10::InferenceMode::is_enabled(); }
EXPORT void* aigc_enter_inference_mode(int enabled) { return new c10::InferenceMode(enabled != 0); }
EXPORT void aigc_leave_inference_mode(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
EXPORT int aigc_anomaly_mode() { return torch::autograd::AnomalyMode::is_enabled() | torch::autograd::AnomalyMode::should_check_nan() << 1; }
EXPORT void aigc_set_anomaly_mode(int flags) { torch::autograd::AnomalyMode::set_enabled(flags & 1, (flags & 2) != 0); }
EXPORT int aigc_deterministic() { return at::globalContext().deterministicAlgorithms() | at::globalContext().deterministicAlgorithmsWarnOnly() << 1; }
EXPORT void aigc_set_deterministic(int flags) { at::globalContext().setDeterministicAlgorithms(flags & 1, (flags & 2) != 0); }
EXPORT int aigc_matmul_precision() { return static_cast<int>(at::globalContext().float32MatmulPrecision()); }
EXPORT int aigc_set_matmul_precision(const char* name) { return guarded(-1, [&] { return at::globalContext().setFloat32MatmulPrecision(name), 0; }); }
EXPORT int aigc_default_dtype() { return static_cast<int>(c10::get_default_dtype_as_scalartype()); }
EXPORT int aigc_set_default_dtype(int dtype) {
    return guarded(-1, [&] { return c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype))), 0; });
}

// Autocast of this thread's CPU operators to `dtype`, or, where that is negative, none. The innermost scope's end forgets the weights that were cast.
EXPORT int aigc_autocast() {
#if AIGC_TORCH_VERSION >= 204
    return at::autocast::is_autocast_enabled(at::kCPU) ? static_cast<int>(at::autocast::get_autocast_dtype(at::kCPU)) : -1;
#else
    return at::autocast::is_cpu_enabled() ? static_cast<int>(at::autocast::get_autocast_cpu_dtype()) : -1;
#endif
}
EXPORT void aigc_set_autocast(int dtype, int nesting) {
#if AIGC_TORCH_VERSION >= 204
    at::autocast::set_autocast_enabled(at::kCPU, dtype >= 0);
    if (dtype >= 0) at::autocast::set_autocast_dtype(at::kCPU, static_cast<at::ScalarType>(dtype));
#else
    at::autocast::set_cpu_enabled(dtype >= 0);
    if (dtype >= 0) at::autocast::set_autocast_cpu_dtype(static_cast<at::ScalarType>(dtype));
#endif
    if (nesting > 0) at::autocast::increment_nesting();
    if (nesting < 0 && at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
}

// ---- Random numbers, threads ----

EXPORT void aigc_manual_seed(int64_t seed) { at::manual_seed(static_cast<uint64_t>(seed)); }
EXPORT void* aigc_new_generator(uint64_t seed) { return new at::Generator(at::detail::createCPUGenerator(seed)); }
EXPORT void* aigc_default_generator() { return new at::Generator(at::detail::getDefaultCPUGenerator()); }
EXPORT void aigc_release_generator(void* g) { delete static_cast<at::Generator*>(g); }
EXPORT int64_t aigc_generator_initial_seed(void* g) { return static_cast<int64_t>(static_cast<at::Generator*>(g)->current_seed()); }

// Runs `body` on the generator, alone.
template <class Result, class Body>
Result with_generator(void* g, Result failed, Body body) {
    return guarded(failed, [&] {
        auto& generator = *static_cast<at::Generator*>(g);
        std::lock_guard<std::mutex> lock(generator.mutex());
        return body(generator);
    });
}

EXPORT int aigc_generator_manual_seed(void* g, int64_t seed) {
    return with_generator(g, -1, [&](at::Generator& generator) { return generator.set_current_seed(static_cast<uint64_t>(seed)), 0; });
}
EXPORT int64_t aigc_generator_seed(void* g) {
    return with_generator(g, int64_t{0}, [](at::Generator& generator) { return static_cast<int64_t>(generator.seed()); });
}
EXPORT Handle aigc_generator_state(void* g) {
    return with_generator<Handle>(g, nullptr, [](at::Generator& generator) { return give(generator.get_state()); });
}
EXPORT int aigc_set_generator_state(void* g, Handle state) {
    return with_generator(g, -1, [&](at::Generator& generator) { return generator.set_state(borrow(state)), 0; });
}

EXPORT int aigc_threads() { return at::get_num_threads(); }
EXPORT int aigc_set_threads(int n) { return guarded(-1, [&] { return at::set_num_threads(n), 0; }); }
EXPORT int aigc_interop_threads() { return at::get_num_interop_threads(); }
EXPORT int aigc_set_interop_threads(int n) { return guarded(-1, [&] { return at::set_num_interop_threads(n), 0; }); }

// ---- Optimizers in one pass over memory ----

namespace {

struct Step {
    float decay, sign, shrink;                                                              // weight decay: into the gradient, or of the parameter
    float beta1, fresh1, beta2, fresh2, eps, minus_step_size, bias_correction2_sqrt, ahead;  // ahead: Nesterov's look-ahead, or 0
};

// PyTorch's own order of operations and its fused multiply-adds (torch/optim/adam.py, adamw.py and sgd.py, _single_tensor_*,
// on ATen's kernels), so that not one bit differs: a GAN's losses would drift apart within fifty steps. Without a second
// moment it is SGD with momentum.
__attribute__((always_inline)) inline void step_loop(float* __restrict p, const float* __restrict g, float* __restrict m,
                                                     float* __restrict v, int64_t n, const Step& s) {
    if (!v) {
        for (int64_t i = 0; i < n; i++) {
            const float grad = std::fma(p[i], s.decay, s.sign * g[i]);
            m[i] = std::fma(grad, s.fresh1, m[i] * s.beta1);
            p[i] = std::fma(s.ahead == 0 ? m[i] : std::fma(m[i], s.ahead, grad), s.minus_step_size, p[i]);
        }
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        const float grad = std::fma(p[i], s.decay, s.sign * g[i]);
        m[i] = std::fma(grad, s.fresh1, m[i] * s.beta1);
        v[i] = std::fma(s.fresh2 * grad, grad, v[i] * s.beta2);
        const float denominator = std::sqrt(v[i]) / s.bias_correction2_sqrt + s.eps;
        p[i] = p[i] * s.shrink + s.minus_step_size * m[i] / denominator;
    }
}

// The loop for this processor: what the build machine can do says nothing of the one it runs on.
using StepRange = void (*)(float*, const float*, float*, float*, int64_t, const Step&);
void step_plain(float* p, const float* g, float* m, float* v, int64_t n, const Step& s) { step_loop(p, g, m, v, n, s); }
#ifdef __x86_64__
__attribute__((target("avx2,fma"))) void step_avx2(float* p, const float* g, float* m, float* v, int64_t n, const Step& s) {
    step_loop(p, g, m, v, n, s);
}
const StepRange step_range = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? step_avx2 : step_plain;
#else
const StepRange step_range = step_plain;
#endif

bool fits_one_pass(const at::Tensor& t) {
    return t.device().is_cpu() && t.scalar_type() == at::kFloat && t.layout() == at::kStrided && t.is_contiguous();
}

// Returns 0 without touching anything where a tensor is not a contiguous float32 one on the CPU: the caller then takes
// the general way.
int one_pass(Handle param, Handle grad, Handle first, Handle second, const Step& s) {
    return guarded(-1, [&] {
        at::Tensor p = borrow(param), g = borrow(grad), m = borrow(first), v = borrow(second);
        for (const auto& t : {p, g, m, v})
            if (t.defined() && (!fits_one_pass(t) || t.numel() != p.numel())) return 0;
        float *pd = p.data_ptr<float>(), *gd = g.data_ptr<float>(), *md = m.data_ptr<float>(), *vd = second ? v.data_ptr<float>() : nullptr;
        at::parallel_for(0, p.numel(), 32768, [&](int64_t begin, int64_t end) {
            step_range(pd + begin, gd + begin, md + begin, vd ? vd + begin : nullptr, end - begin, s);
        });
        p.unsafeGetTensorImpl()->bump_version();
        return 1;
    });
}

float single(double x) { return static_cast<float>(x); }

}  // namespace

// One step of Adam, or with decoupled weight decay of AdamW, on `param`.
EXPORT int aigc_adam(Handle param, Handle grad, Handle exp_avg, Handle exp_avg_sq, int64_t step, double lr, double beta1,
                     double beta2, double eps, double weight_decay, int decoupled, int maximize) {
    const double bias_correction1 = 1 - std::pow(beta1, step), bias_correction2 = 1 - std::pow(beta2, step);
    return one_pass(param, grad, exp_avg, exp_avg_sq,
                    {single(decoupled ? 0 : weight_decay), maximize ? -1.0f : 1.0f, single(decoupled ? 1 - lr * weight_decay : 1),
                     single(beta1), single(1 - beta1), single(beta2), single(1 - beta2), single(eps),
                     single(-(lr / bias_correction1)), single(std::sqrt(bias_correction2)), 0});
}

// One step of SGD with momentum; `first`: the buffer, all zeros, takes the gradient as it is.
EXPORT int aigc_sgd(Handle param, Handle grad, Handle buffer, int first, double lr, double momentum, double dampening,
                    double weight_decay, int nesterov, int maximize) {
    return one_pass(param, grad, buffer, nullptr,
                    {single(weight_decay), maximize ? -1.0f : 1.0f, 1, single(momentum), single(first ? 1 : 1 - dampening), 0, 0, 0,
                     single(-lr), 1, single(nesterov ? momentum : 0)});
}
