using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace AigcNotebooks;

public static partial class Kit
{
    /// <summary>Charts of Plotly.NET show themselves as the kit's own plots do: its own formatter comes only with .NET Interactive and
    /// loads scripts from a server.</summary>
    static partial void RegisterCharts()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), Mime.Plotly, Mime.Html, Mime.Plain);
        Formatter.Register<GenericChart>(GenericChart.toFigureJson, Mime.Plotly);
        Formatter.Register<GenericChart>(chart => PlotHtml.Alive("<p>A chart of Plotly.NET, which this page has no script to draw.</p>", GenericChart.toFigureJson(chart)), Mime.Html);
        Formatter.Register<GenericChart>(_ => "a chart of Plotly.NET", Mime.Plain);
    }
}
