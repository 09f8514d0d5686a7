namespace TorchSharp.Native;

/// <summary>How many threads an operator should use where nobody says: one a physical core. (libtorch 1.13 on its own takes half of the
/// processors that it sees, which on a machine without hyper-threading leaves half of the cores idle.)</summary>
internal static class Cores
{
    /// <summary>The physical cores that this process may use, at least 1.</summary>
    internal static int Physical()
    {
        int allowed = Environment.ProcessorCount;
        try
        {
            int cores = Directory.EnumerateDirectories("/sys/devices/system/cpu", "cpu*")
                .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
                .Where(File.Exists).Select(File.ReadAllText).Distinct().Count();
            return cores > 0 ? Math.Min(cores, allowed) : allowed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return allowed;
        }
    }
}
