using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers on the CPU.</summary>
    public class Generator : IDisposable
    {
        private readonly bool _isShared;
        private nint _handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            if (device is { type: not DeviceType.CPU })
                throw new NotSupportedException($"This engine has generators on the CPU only, not on '{device}'.");
            _handle = NativeMethods.aigc_new_generator(seed);
        }

        private Generator(nint handle) => (_handle, _isShared) = (handle, true);

        ~Generator() => Dispose(false);

        /// <summary>The generator that random functions use where none is given. Disposing it does nothing.</summary>
        public static Generator Default { get; } = new(NativeMethods.aigc_default_generator());

        public IntPtr Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device => CPU;

        public long initial_seed() => NativeMethods.aigc_generator_initial_seed(Handle);

        public Generator manual_seed(long seed)
        {
            NativeMethods.aigc_generator_manual_seed(Handle, seed);
            return this;
        }

        /// <summary>Seeds from the system's randomness, and returns the seed.</summary>
        public long seed() => NativeMethods.aigc_generator_seed(Handle);

        /// <summary>The state as a byte tensor, the caller's to dispose.</summary>
        public Tensor get_state()
        {
            nint state = NativeMethods.aigc_generator_state(Handle);
            return state != 0 ? new Tensor(state) : throw NativeMethods.Failure("get_state");
        }

        public void set_state(Tensor value)
        {
            NativeMethods.Check(NativeMethods.aigc_set_generator_state(Handle, value.Handle), "set_state");
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint handle = _isShared ? 0 : Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
                NativeMethods.aigc_release_generator(handle);
        }
    }

    /// <summary>Seeds the default generator: the numbers that follow are the same each time, and the same as PyTorch's.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);
    public static long initial_seed() => random.initial_seed();
    public static Tensor get_rng_state() => random.get_rng_state();
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            NativeMethods.aigc_manual_seed(seed);
            return Generator.Default;
        }

        public static long seed() => Generator.Default.seed();
        public static long initial_seed() => Generator.Default.initial_seed();
        public static Tensor get_rng_state() => Generator.Default.get_state();
        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }
}
