using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AigcNotebooks.Display;

/// <summary>Writes a <see cref="Plot"/> as HTML: its still picture, which a script replaces by a live figure once the page has plotly.js.</summary>
internal static class PlotHtml
{
    private static int _count;

    // The page may define Plotly after this output ran (classic Notebook, or an exported page that has it at its end): look again
    // for ten seconds, and when everything is loaded. A ResizeObserver goes with its element; Plotly's own `responsive` option would
    // leave a listener on the window for every figure that an update throws away.
    private const string Script = """
        (function(id,fig,after){var n=0,timer;
        function draw(){var e=document.getElementById(id);
        if(!e||e.dataset.live)return true;
        if(!window.Plotly)return false;
        var still=e.innerHTML;
        try{e.dataset.live="1";e.textContent="";if(fig.layout.font)fig.layout.font.color=getComputedStyle(e).color;
        if(e.offsetWidth)fig.layout.width=e.offsetWidth;
        window.Plotly.react(e,fig.data,fig.layout,{displaylogo:false,modeBarButtons:[["toImage","zoom2d","pan2d","resetScale2d"]]});
        if(after)after(e);
        if(window.ResizeObserver)new ResizeObserver(function(){if(e.offsetWidth&&e.offsetWidth!==e.layout.width)window.Plotly.relayout(e,{width:e.offsetWidth});}).observe(e);
        }catch(error){e.innerHTML=still;}
        return true;}
        if(!draw()){timer=setInterval(function(){if(draw()||++n>=40)clearInterval(timer);},250);window.addEventListener("load",draw);}
        })
        """;

    /// <param name="plot">The plot.</param>
    /// <param name="isAlive">False leaves the script and the data out: the picture alone.</param>
    public static string Write(Plot plot, bool isAlive)
    {
        // An <img> rather than an <svg> element: Jupyter strips scripts and SVG elements from the outputs of notebooks that
        // are not trusted yet (a student's first look at a committed notebook), but shows images.
        var picture = $"<img alt=\"{WebUtility.HtmlEncode(plot.ToString())}\" src=\"data:{Mime.Svg},{EscapeForUri(SvgChart.Write(plot))}\" style=\"width:100%;max-width:{SvgChart.Width}px\">";
        return isAlive ? Alive(picture, PlotlyJson.Write(plot), HoverPictures.Write(plot)) : $"<div>{picture}</div>";
    }

    /// <param name="still">HTML that stands there until a script draws the figure.</param>
    /// <param name="json">Plotly's figure.</param>
    /// <param name="after">A function in script that gets the element once the figure is drawn; null for none.</param>
    public static string Alive(string still, string json, string? after = null)
    {
        var id = NewId(json);
        return $"<div id=\"{id}\">{still}</div><script>{Script.ReplaceLineEndings("")}(\"{id}\",{json.Replace("<", "\\u003C")}{(after is null ? "" : "," + after)});</script>";
    }

    // From the content and a count: unique on a page, yet the same again when a notebook is run again from its top.
    internal static string NewId(string json) => string.Create(CultureInfo.InvariantCulture,
        $"aigc-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 4))}-{Interlocked.Increment(ref _count)}");

    // Only what would end the attribute or mean something in a URI: percent-encoding all of it doubles its size. The picture
    // holds no apostrophe (in texts it is &apos;), so those can stand in for its quotation marks.
    private static string EscapeForUri(string svg)
    {
        var text = new StringBuilder(svg.Length + svg.Length / 8);
        foreach (var c in svg)
            _ = c switch
            {
                '"' => text.Append('\''),
                '%' or '#' or '<' or '>' or '&' => text.Append(Uri.HexEscape(c)),
                '\n' or '\r' or '\t' => text.Append(' '),
                _ => text.Append(c),
            };
        return text.ToString();
    }
}
