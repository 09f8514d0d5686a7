using TorchSharp.Native;

namespace TorchSharp;

/// <summary>The kinds of devices, numbered as libtorch numbers them.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    MKLDNN = 2,
    OPENGL = 3,
    OPENCL = 4,
    IDEEP = 5,
    HIP = 6,
    FPGA = 7,
    MSNPU = 8,
    XLA = 9,
    MPS = 13,
    META = 14,
}

public static partial class torch
{
    public static Device CPU = new(DeviceType.CPU);
    public static Device CUDA => new(DeviceType.CUDA);
    public static Device MPS => new(DeviceType.MPS);
    public static Device META = new(DeviceType.META);

    public static Device device(string description) => new(description);
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);
    public static Device device(int index) => new(index);

    /// <summary>Whether the machine's libtorch sees a CUDA device. (Debian's has no CUDA.)</summary>
    public static bool cuda_is_available() => cuda.is_available();
    public static bool mps_is_available() => false;

    /// <summary>The device itself, or the CPU for null.</summary>
    /// <exception cref="InvalidOperationException">This machine's libtorch cannot use it.</exception>
    public static Device InitializeDevice(Device? device) => (device ?? CPU).Present();

    /// <exception cref="InvalidOperationException">This machine's libtorch has no such devices.</exception>
    public static void InitializeDeviceType(DeviceType deviceType) => new Device(deviceType).Present();

    public static bool TryInitializeDeviceType(DeviceType deviceType) => new Device(deviceType).IsPresent;

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;
        public static int device_count() => NativeMethods.aigc_cuda_devices();
    }

    /// <summary>A kind of device and, where there are several of a kind, which.</summary>
    public class Device
    {
        /// <param name="description">"cpu", "cuda", "cuda:1", …</param>
        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description)
        {
            string[] parts = description.Split(':');
            int parsed = -1;
            if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out parsed)))
                throw new ArgumentException($"'{description}' names no device; expected for example \"cpu\" or \"cuda:0\"", nameof(description));
            (type, index) = (Parse(parts[0]), parsed);
        }

        public Device(string deviceType, int index = -1) : this(Parse(deviceType), index) { }

        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        /// <summary>CUDA device number <paramref name="index"/>.</summary>
        public Device(int index) : this(DeviceType.CUDA, index) { }

        public DeviceType type { get; }

        /// <summary>Which of its kind, or −1 for the current one.</summary>
        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString() => index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        internal bool Is(DeviceType otherType, int otherIndex) => type == otherType && (index < 0 || otherIndex < 0 || index == otherIndex);

        /// <summary>Itself, where this machine's libtorch can put a tensor there.</summary>
        /// <exception cref="InvalidOperationException">It cannot.</exception>
        internal Device Present() => type switch
        {
            _ when IsPresent => this,
            DeviceType.CUDA when cuda.is_available() => throw new InvalidOperationException($"There is no device '{this}': this machine has {cuda.device_count()} CUDA device(s), cuda:0 being the first."),
            _ => throw new InvalidOperationException($"Torch device type {type} did not initialise on the current machine: its libtorch ({__version__}) sees no such device. Use \"cpu\"."),
        };

        internal bool IsPresent => type is DeviceType.CPU or DeviceType.META || (type == DeviceType.CUDA && index < cuda.device_count() && cuda.is_available());

        private static DeviceType Parse(string name) =>
            Enum.TryParse(name, ignoreCase: true, out DeviceType parsed) && !int.TryParse(name, out _)
                ? parsed
                : throw new ArgumentException($"'{name}' names no device; expected for example \"cpu\" or \"cuda\"", nameof(name));
    }
}
