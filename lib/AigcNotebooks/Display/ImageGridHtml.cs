using System.Net;
using System.Text;

namespace AigcNotebooks.Display;

/// <summary>Writes an <see cref="ImageGrid"/> as HTML. The page enlarges the pixels, so the image inside is the small one. A <see cref="Clip"/> has the same frame around it.</summary>
internal static class ImageGridHtml
{
    public static string Write(ImageGrid grid) => Write(grid, grid.ToPng(scale: 1), grid.ToString(), grid.Note);

    /// <param name="grid">Whose title and captions stand around the picture.</param>
    /// <param name="png">The picture, not enlarged.</param>
    /// <param name="description">For readers who do not see it.</param>
    /// <param name="note">Shown below, if any.</param>
    public static string Write(ImageGrid grid, byte[] png, string description, string? note)
    {
        var width = grid.GridWidth * grid.Scale;
        var html = new StringBuilder("<figure style=\"margin:0;max-width:100%\">");
        if (grid.Title is not null)
            html.Append($"<figcaption style=\"font-size:15px;margin:4px 0;text-align:left\">{Encode(grid.Title)}</figcaption>");
        // Captions stand in a frame around the image whose cells are as wide and as high as the images.
        html.Append($"<div style=\"display:grid;grid-template-columns:{(grid.RowCaptions.Length > 0 ? "auto " : "")}minmax(0,{width}px);justify-content:start;gap:2px 6px;font-size:12px;line-height:1.2\">");
        if (grid.ColumnCaptions.Length > 0)
        {
            html.Append(grid.RowCaptions.Length > 0 ? "<div></div>" : "").Append("<div style=\"display:flex\">");
            foreach (var caption in grid.ColumnCaptions)
                html.Append($"<div style=\"flex:1 1 0;min-width:0;text-align:center;overflow-wrap:anywhere\">{Encode(caption)}</div>");
            html.Append("</div>");
        }
        if (grid.RowCaptions.Length > 0)
        {
            html.Append("<div style=\"display:flex;flex-direction:column\">");
            foreach (var caption in grid.RowCaptions)
                html.Append($"<div style=\"flex:1 1 0;display:flex;align-items:center;justify-content:flex-end\">{Encode(caption)}</div>");
            html.Append("</div>");
        }
        html.Append($"<img alt=\"{Encode(description)}\" width=\"{width}\" src=\"data:{Mime.Png};base64,{Convert.ToBase64String(png)}\" ")
            .Append($"style=\"width:100%;max-width:{width}px;height:auto;margin:0;display:block;image-rendering:pixelated\"></div>");
        if (note is not null)
            html.Append($"<p style=\"margin:4px 0;font-size:12px;color:#D55E00;text-align:left\">{Encode(note)}</p>");
        return html.Append("</figure>").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
