using System.Globalization;
using System.Reflection;
using AigcNotebooks.Testing;
using TorchSharp;
using Xunit;
using Xunit.v3;

// torch's default generator is one for the whole process: tests that draw from it must not run beside each other,
// and what a test draws must not depend on which tests ran before it (xUnit's order changes with the folder's path).
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: Seeded]

namespace AigcNotebooks.Testing;

/// <summary>Seeds torch's default generator before every test: with 0, or with <c>AIGC_TEST_SEED</c>, by which a test can be tried with other numbers.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SeededAttribute : BeforeAfterTestAttribute
{
    private static readonly long Seed =
        long.Parse(Environment.GetEnvironmentVariable("AIGC_TEST_SEED") ?? "0", CultureInfo.InvariantCulture);

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => torch.manual_seed(Seed);
}
