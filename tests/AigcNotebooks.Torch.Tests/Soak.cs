using Xunit;

namespace AigcNotebooks.Torch.Tests;

/// <summary><c>./aigc test --soak</c>: long checks run at full length, and say what they measured.</summary>
internal static class Soak
{
    internal static bool IsOn => Environment.GetEnvironmentVariable("AIGC_SOAK") == "true";

    /// <summary>A figure of a long check; <c>./aigc test</c> shows it when all is done.</summary>
    internal static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine($"measured: {line}");
}
