using AigcNotebooks.Display;
using AigcNotebooks.Training;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Tests.Display;

/// <summary>What a kernel sends that asks Formatting for a value's preferred MIME types, as .NET Interactive and the kit's own do.</summary>
public sealed class MimeBundleTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    public static TheoryData<object, string[]> Bundles => new()
    {
        { Plot.Lines("Losses").Add("loss", [1, 2]), [Plotly, "text/html", "image/svg+xml", "text/plain"] },
        { new LossHistory(), [Plotly, "text/html", "image/svg+xml", "text/plain"] },
        { new ImageGrid([1, 2], 1, 1, 1, 2), ["text/html", "image/png", "text/plain"] },
        { new FigureTable("n", "smoke", "d", 0), ["application/json", "text/html", "text/plain"] },
        { new ComparisonTable("t", "a", "b"), ["text/html", "text/plain"] },
        { new LiveBoard(), ["text/html", "text/plain"] },
        { new TrainingProgress(10), ["text/html", "text/plain"] },
    };

    [Theory]
    [MemberData(nameof(Bundles), DisableDiscoveryEnumeration = true)]
    public void All_types_of_the_bundle_are_preferred_and_written(object value, string[] mimeTypes)
    {
        Assert.Equal(mimeTypes, Formatter.GetPreferredMimeTypesFor(value.GetType()));
        foreach (var mimeType in mimeTypes)
        {
            var text = Formatter.ToDisplayString(value, mimeType);
            Assert.True(text.Length > 0 || value is LiveBoard, mimeType);
            Assert.StartsWith(mimeType switch { "text/html" => "<", "image/svg+xml" => "<svg", Plotly or "application/json" => "{", "image/png" => "iVBOR", _ => "" }, text);
        }
    }

    [Fact]
    public void Values_inside_other_values_show_themselves_too() =>
        Assert.Contains("data:image/svg+xml", Formatter.ToDisplayString(new[] { Plot.Lines("Losses").Add("loss", [1, 2]) }, "text/html"));
}
