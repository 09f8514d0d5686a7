using Microsoft.DotNet.Interactive.Formatting;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Display;

public sealed class TensorFormattingTests
{
    [Fact]
    public void A_tensor_shows_itself_and_not_a_table_of_its_members()
    {
        using var x = zeros(2, 3);
        Assert.Contains("Float32", x.ToDisplayString("text/plain"));
        Assert.StartsWith("<div><pre>", x.ToDisplayString("text/html"));
        using var parameter = new Parameter(zeros(4));
        Assert.Contains("Float32", parameter.ToDisplayString("text/plain"));
    }
}
