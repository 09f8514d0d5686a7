using System.Reflection;
using TorchSharp;

namespace AigcNotebooks;

/// <summary>What a notebook asks about the kit itself.</summary>
public static partial class Kit
{
    private static readonly string[] Profiles = ["smoke", "classroom", "full"];

    static Kit() => RegisterCharts();

    /// <summary>Which packages the kit was built with: <c>system</c> (TorchSharp's API over the machine's libtorch) or <c>nuget</c> (TorchSharp).</summary>
    public static string PackageSet { get; } =
        typeof(Kit).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "AigcPackages").Value!;

    /// <summary>One line for a notebook's first cell: the kit's version, the package set, libtorch and its threads. Loads libtorch.</summary>
    public static string Describe() =>
        $"AigcNotebooks {typeof(Kit).Assembly.GetName().Version?.ToString(3)}, package set '{PackageSet}': libtorch {torch.__version__}, {torch.get_num_threads()} threads";

    /// <summary>How long to train: <c>smoke</c> (seconds, for CI), <c>classroom</c> (minutes on two cores) or <c>full</c>.</summary>
    /// <param name="wanted">The profile, or "" to take the environment's <c>AIGC_PROFILE</c>, or else <c>classroom</c>.</param>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static string Profile(string wanted = "")
    {
        string? environment = Environment.GetEnvironmentVariable("AIGC_PROFILE");
        string profile = wanted.Length > 0 ? wanted : string.IsNullOrEmpty(environment) ? "classroom" : environment;
        return Profiles.Contains(profile) ? profile
            : throw new ArgumentException($"There is no profile '{profile}'; use {string.Join(", ", Profiles)} (parameter 'profile', or AIGC_PROFILE).", nameof(wanted));
    }

    /// <summary>Where the package set has a library of charts, makes them show themselves.</summary>
    static partial void RegisterCharts();
}
