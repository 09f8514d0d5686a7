using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The functions of <c>native/aigc_torch.cpp</c>, one to one. A tensor handle is an owned <c>TensorImpl*</c>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "aigc_torch";

    // Before anything else runs in the library.
    static NativeMethods()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OMP_NUM_THREADS")))
            _ = aigc_set_threads(Cores.Physical());
    }

    [LibraryImport(Library)] internal static partial byte* aigc_error();
    [LibraryImport(Library)] internal static partial int aigc_version();
    [LibraryImport(Library)] internal static partial long* aigc_count_bytes();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint aigc_operator(string name, string overload);
    [LibraryImport(Library)] internal static partial int aigc_call(nint op, NativeValue* values, int count, NativeValue** results);

    [LibraryImport(Library)] internal static partial void aigc_release(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial nint aigc_share(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_device_type(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_device_index(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long aigc_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long aigc_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long aigc_storage_offset(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_is_contiguous(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_requires_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int aigc_is_leaf(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void aigc_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void aigc_strides(nint tensor, long* strides);
    [LibraryImport(Library)] internal static partial void* aigc_data(nint tensor);
    [LibraryImport(Library)] internal static partial nint aigc_from_blob(void* data, long* sizes, int dims, int dtype, delegate* unmanaged<nint, void> release, nint context);
    [LibraryImport(Library)] internal static partial int aigc_cuda_devices();
    [LibraryImport(Library)] internal static partial int aigc_set_requires_grad(nint tensor, int value);
    [LibraryImport(Library)] internal static partial int aigc_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial nint aigc_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int aigc_set_grad(nint tensor, nint grad);
    [LibraryImport(Library)] internal static partial int aigc_set_data(nint tensor, nint other);

    [LibraryImport(Library)]
    internal static partial int aigc_backward(nint* outputs, int count, nint* gradients, nint* inputs, int inputCount, int retainGraph, int createGraph, int allowUnused, nint* results);
    [LibraryImport(Library)] internal static partial void aigc_set_callbacks(delegate* unmanaged<nint, nint, nint*, int, nint*, int> backward, delegate* unmanaged<nint, void> free);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial void aigc_set_error(string message);
    [LibraryImport(Library)] internal static partial int aigc_apply_function(in NativeForward forward, nint* results);
    [LibraryImport(Library)] internal static partial int aigc_saved_tensors(nint context, nint* results);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_grad_mode();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void aigc_set_grad_mode(int enabled);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_is_inference_mode();
    [LibraryImport(Library)] internal static partial nint aigc_enter_inference_mode(int enabled);
    [LibraryImport(Library)] internal static partial void aigc_leave_inference_mode(nint guard);
    [LibraryImport(Library)] internal static partial int aigc_anomaly_mode();
    [LibraryImport(Library)] internal static partial void aigc_set_anomaly_mode(int flags);
    [LibraryImport(Library)] internal static partial int aigc_deterministic();
    [LibraryImport(Library)] internal static partial void aigc_set_deterministic(int flags);
    [LibraryImport(Library)] internal static partial int aigc_matmul_precision();
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int aigc_set_matmul_precision(string name);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int aigc_default_dtype();
    [LibraryImport(Library)] internal static partial int aigc_set_default_dtype(int dtype);
    [LibraryImport(Library)] internal static partial int aigc_autocast();
    [LibraryImport(Library)] internal static partial void aigc_set_autocast(int dtype, int nesting);

    [LibraryImport(Library)] internal static partial void aigc_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial nint aigc_new_generator(ulong seed);
    [LibraryImport(Library)] internal static partial nint aigc_default_generator();
    [LibraryImport(Library)] internal static partial void aigc_release_generator(nint generator);
    [LibraryImport(Library)] internal static partial long aigc_generator_initial_seed(nint generator);
    [LibraryImport(Library)] internal static partial int aigc_generator_manual_seed(nint generator, long seed);
    [LibraryImport(Library)] internal static partial long aigc_generator_seed(nint generator);
    [LibraryImport(Library)] internal static partial nint aigc_generator_state(nint generator);
    [LibraryImport(Library)] internal static partial int aigc_set_generator_state(nint generator, nint state);

    [LibraryImport(Library)] internal static partial int aigc_threads();
    [LibraryImport(Library)] internal static partial int aigc_set_threads(int count);
    [LibraryImport(Library)] internal static partial int aigc_interop_threads();
    [LibraryImport(Library)] internal static partial int aigc_set_interop_threads(int count);

    [LibraryImport(Library)]
    internal static partial int aigc_adam(nint param, nint grad, nint expAvg, nint expAvgSq, long step, double lr, double beta1, double beta2, double eps, double weightDecay, int decoupled, int maximize);
    [LibraryImport(Library)]
    internal static partial int aigc_sgd(nint param, nint grad, nint buffer, int first, double lr, double momentum, double dampening, double weightDecay, int nesterov, int maximize);

    /// <summary>The message of this thread's last failure.</summary>
    internal static string LastError => Marshal.PtrToStringUTF8((nint)aigc_error()) ?? "unknown error";

    /// <summary>Throws when <paramref name="result"/> is negative.</summary>
    /// <exception cref="ExternalException">libtorch refused; the message is its own, after the function's name.</exception>
    internal static int Check(int result, string function) => result < 0 ? throw Failure(function) : result;

    internal static ExternalException Failure(string function) => new($"{function}: {LastError}");
}

/// <summary>An argument or a result as it crosses; the layout of <c>Value</c> in the native file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal ValueTag Tag;
    internal int Count;
    internal long Bits;
}

/// <summary>What the forward of a custom function did; the layout of <c>Forward</c> in the native file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeForward
{
    internal nint Context;
    internal nint* Inputs, Outputs, Saved, Dirty, Constant;
    internal int InputCount, OutputCount, SavedCount, DirtyCount, ConstantCount, Materialize;
}

internal enum ValueTag
{
    None, Tensor, Int, Double, Bool, String, Ints, Doubles, Tensors, Device, Generator,
}
