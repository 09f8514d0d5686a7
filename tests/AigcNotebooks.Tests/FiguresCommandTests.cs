using System.Text.Json.Nodes;
using AigcNotebooks.Tools;
using Xunit;

namespace AigcNotebooks.Tests;

public sealed class FiguresCommandTests
{
    [Fact]
    public void Of_a_notebook_s_last_table_what_has_a_target_is_written_and_times()
    {
        Assert.Equal("accuracy 99 % (≥ 98); training 12 s", WithNotebook("classroom", FiguresCommand.Figures));
        Assert.Equal("accuracy 99 % (≥ 98); training 12 s", WithNotebook("full", FiguresCommand.Figures));
    }

    [Fact]
    public void Figures_of_a_smoke_run_are_refused() =>
        Assert.Contains("run it in the classroom profile", Assert.Throws<InvalidDataException>(() => WithNotebook("smoke", FiguresCommand.Figures)).Message);

    [Fact]
    public void Figures_of_a_long_run_are_kept_with_what_made_them()
    {
        JsonNode kept = WithNotebook("full", FiguresCommand.Full);
        Assert.Equal("./aigc run 99 --profile full; libtorch 1.13, 2 threads", $"{kept["command"]}; {kept["conditions"]}");
        Assert.Equal(0.12345, kept["metrics"]![0]!["value"]!.GetValue<double>());
        Assert.Contains("profile classroom on MNIST", Assert.Throws<InvalidDataException>(() => WithNotebook("classroom", FiguresCommand.Full)).Message);
        Assert.Contains("on StrokeDigits", Assert.Throws<InvalidDataException>(() => WithNotebook("full", FiguresCommand.Full, "StrokeDigits")).Message);
        Assert.Contains("(-p)", Assert.Throws<InvalidDataException>(() => WithNotebook("full", FiguresCommand.Full, id: "injected-parameters")).Message);
    }

    private static T WithNotebook<T>(string profile, Func<string, T> read, string dataset = "MNIST", string id = "a")
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.ipynb");
        File.WriteAllText(path, $$$$$"""
            {"cells": [{"cell_type": "markdown", "id": "{{{{{id}}}}}"}, {"outputs": [{"data": {"text/plain": ["AigcNotebooks, package set 'system': libtorch 1.13, 2 threads"]}}]},
             {"outputs": [{"data": {"application/json": {"notebook": "99-test", "profile": "{{{{{profile}}}}}", "dataset": "{{{{{dataset}}}}}", "seed": 0,
             "metrics": [{"name": "loss", "value": 0.12345, "unit": ""}, {"name": "accuracy", "value": 99.0, "unit": "%", "target": "≥ 98"},
             {"name": "training", "value": 12.0, "unit": "s", "target": null}]}}}]}]}
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
