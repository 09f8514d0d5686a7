using AigcNotebooks.Tools;
using Xunit;

namespace AigcNotebooks.Tests;

public sealed class FiguresCommandTests
{
    [Fact]
    public void The_last_table_of_a_notebook_is_written_with_its_units()
    {
        Assert.Equal("loss 0.123; accuracy 99 %", WithNotebook("classroom", FiguresCommand.Figures));
        Assert.Equal("loss 0.123; accuracy 99 %", WithNotebook("full", FiguresCommand.Figures));
    }

    [Fact]
    public void Figures_of_a_smoke_run_are_refused() =>
        Assert.Contains("run it in the classroom profile", Assert.Throws<InvalidDataException>(() => WithNotebook("smoke", FiguresCommand.Figures)).Message);

    private static string? WithNotebook(string profile, Func<string, string?> read)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.ipynb");
        File.WriteAllText(path, $$$$$"""
            {"cells": [{"cell_type": "markdown"}, {"outputs": [{"data": {"application/json": {"profile": "{{{{{profile}}}}}",
             "metrics": [{"name": "loss", "value": 0.12345, "unit": ""}, {"name": "accuracy", "value": 99.0, "unit": "%"}]}}}]}]}
            """);
        try
        {
            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
