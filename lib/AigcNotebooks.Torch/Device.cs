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
    public static Device META = new(DeviceType.META);

    public static Device device(string description) => new(description);
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);
    public static Device device(int index) => new(index);

    /// <summary>Whether libtorch sees a CUDA device. This engine's libtorch is the machine's own, which on Debian has no CUDA.</summary>
    public static bool cuda_is_available() => false;

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

        private static DeviceType Parse(string name) =>
            Enum.TryParse(name, ignoreCase: true, out DeviceType parsed) && !int.TryParse(name, out _)
                ? parsed
                : throw new ArgumentException($"'{name}' names no device; expected for example \"cpu\" or \"cuda\"", nameof(name));
    }
}
