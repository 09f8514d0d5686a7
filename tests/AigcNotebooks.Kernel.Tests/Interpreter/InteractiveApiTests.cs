using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>Commands, events and formatted values as notebooks for .NET Interactive use them.</summary>
public sealed class InteractiveApiTests : InterpreterTest
{
    public InteractiveApiTests() => Run("using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Commands; using Microsoft.DotNet.Interactive.Events; var context = KernelInvocationContext.Current;");

    [Fact]
    public void EventsAreShownAndPrinted()
    {
        var output = Run("""
            context.Publish(new DisplayedValueProduced("v", context.Command, new[] { new FormattedValue("text/html", "<b>v</b>") }, "name"));
            context.Publish(new DisplayedValueUpdated("w", "name", context.Command));
            context.Publish(new ReturnValueProduced(3, context.Command));
            context.Publish(new StandardOutputValueProduced(context.Command, new[] { new FormattedValue("text/plain", "out") }));
            context.Publish(new StandardErrorValueProduced(context.Command, new[] { new FormattedValue("text/plain", "err") }));
            """);
        Assert.Equal(["display", "update", "result"], output.Shown.Select(shown => shown.Kind));
        Assert.Equal(["name", "name"], output.Shown.Take(2).Select(shown => shown.Id));
        Assert.Equal(("<b>v</b>", "w", "3"), (output.Shown[0].Data["text/html"], output.Shown[1].Data["text/plain"], output.Shown[2].Data["text/plain"]));
        Assert.Equal(("out", "err"), (output.StandardOutput, output.StandardError));
    }

    [Fact]
    public void DisplayCommandsAreObeyed()
    {
        var shown = Run("""
            await Kernel.Root.SendAsync(new DisplayValue(new FormattedValue("text/markdown", "# one"), "name"));
            await Kernel.Current.SendAsync(new UpdateDisplayedValue(new FormattedValue("text/markdown", "# two"), "name"));
            """).Shown;
        Assert.Equal(["display name # one", "update name # two"], shown.Select(output => $"{output.Kind} {output.Id} {output.Data["text/markdown"]}"));
    }

    [Theory]
    [InlineData("await Kernel.Root.SendAsync(new SubmitCode(\"1\"));", "#!import")]
    [InlineData("class Mine(KernelCommand command) : KernelEvent(command); context.Publish(new Mine(context.Command));", "Mine")]
    public void OthersAreRefusedWithWhatThereIs(string code, string named)
    {
        var error = Fail(code);
        Assert.Equal("NotSupportedException", error.Name);
        Assert.Contains(named, error.Message);
    }

    [Theory]
    [InlineData("using Microsoft.DotNet.Interactive.Connection;")]
    [InlineData("var kernel = (CSharpKernel)(object)Kernel.Root;")]
    [InlineData("Kernel.Root.FindKernelByName(\"fsharp\")")]
    public void WhatLiesInsideInteractiveIsSaidNotToBeThere(string code) => Assert.Contains("is another program", Fail(code).Message);

    [Fact]
    public void TheCommandIsTheCell() => Assert.Equal("((SubmitCode)context.Command).Code", Run("((SubmitCode)context.Command).Code").Text);

    [Fact]
    public void AFormattedValueIsShownAsItIs()
    {
        Assert.Equal("<i/>", Run("new FormattedValue(\"text/html\", \"<i/>\")").Result["text/html"]);
        Assert.Equal("3", Run("FormattedValue.CreateManyFromObject(3, \"text/html\", \"text/plain\")").Text);
    }

    [Fact]
    public void TextShownInAMimeTypeStaysInItWhenReplacedByText()
    {
        var shown = Run("var shown = \"*a*\".DisplayAs(\"text/markdown\"); shown.Update(\"*b*\"); shown.Update(5);").Shown;
        Assert.Equal(["*a*", "*b*", null], shown.Select(output => output.Data["text/markdown"]));
        Assert.Equal("5", shown[2].Data["text/plain"]);
    }

    [Fact]
    public void ATableCarriesItsRowsAsCsv() => Assert.Equal("a,b\n1,x\n", Run("new[] { new { a = 1, b = \"x\" } }.DisplayTable();").Shown[0].Data["text/csv"]);
}
