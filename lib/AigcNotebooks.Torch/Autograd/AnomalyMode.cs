using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Whether a backward pass looks for what goes wrong in it; disposing puts back what was before. One for the whole process.</summary>
public class AnomalyMode : IDisposable
{
    private readonly int _previous = NativeMethods.aigc_anomaly_mode();

    public AnomalyMode(bool enabled, bool check_nan = true) => NativeMethods.aigc_set_anomaly_mode((enabled ? 1 : 0) | (check_nan ? 2 : 0));

    public static bool IsEnabled => (NativeMethods.aigc_anomaly_mode() & 1) != 0;

    public static bool ShouldCheckNaN => (NativeMethods.aigc_anomaly_mode() & 2) != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            NativeMethods.aigc_set_anomaly_mode(_previous);
    }
}
