namespace AigcNotebooks.Display;

/// <summary>The pictures that a scatter plot's points show under the mouse: one sheet of all, and the script that shows the right part of it.</summary>
internal static class HoverPictures
{
    /// <summary>How many a plot takes.</summary>
    public const int Limit = 1000;

    private const int Columns = 32;

    // At this width a digit is easy to see.
    private const int WantedWidth = 84;

    // What shows it lies over the figure, so that Plotly neither redraws nor sees it; it goes where the mouse is not.
    private const string Script = """
        (function(sheet,first,columns,w,h,scale,rows){return function(e){
        var box=document.createElement("div"),s=box.style;
        s.cssText="display:none;position:absolute;z-index:1000;pointer-events:none;border:2px solid #808080;background:#000 0 0/"+columns*w*scale+"px "+rows*h*scale+"px;image-rendering:pixelated;width:"+w*scale+"px;height:"+h*scale+"px";
        s.backgroundImage="url("+sheet+")";
        box.className="aigc-hover";
        e.style.position="relative";e.appendChild(box);
        e.on("plotly_hover",function(data){
        var p=data.points[0],start=first[p.curveNumber];
        if(start<0||!data.event)return;
        var n=start+p.pointNumber,place=e.getBoundingClientRect(),x=data.event.clientX-place.left,y=data.event.clientY-place.top;
        s.backgroundPosition=-(n%columns)*w*scale+"px "+-Math.floor(n/columns)*h*scale+"px";
        s.left=(x>place.width/2?x-w*scale-24:x+20)+"px";
        s.top=Math.max(0,Math.min(place.height-h*scale-4,y-h*scale-20))+"px";
        s.display="block";});
        e.on("plotly_unhover",function(){s.display="none";});
        };})
        """;

    /// <summary>A function in script that readies a figure's element to show them; null where the plot has none.</summary>
    public static string? Write(Plot plot)
    {
        if (plot.Series.FirstOrDefault(series => series.Pictures is not null)?.Pictures is not { } any)
            return null;
        var (first, batches) = (new List<int>(), new List<PixelBatch>());
        foreach (var series in plot.Series)
        {
            first.Add(series.Pictures is null ? -1 : batches.Sum(batch => batch.Count));
            if (series.Pictures is not null)
                batches.Add(series.Pictures);
        }
        var count = batches.Sum(batch => batch.Count);
        var (columns, rows) = (Math.Min(Columns, count), (count + Columns - 1) / Columns);
        var sheet = Convert.ToBase64String(Sheet(batches, columns, rows));
        return $"{Script.ReplaceLineEndings("")}(\"data:{Mime.Png};base64,{sheet}\",[{string.Join(",", first)}],{columns},{any.Width},{any.Height},{Math.Max(1, WantedWidth / any.Width)},{rows})";
    }

    private static byte[] Sheet(List<PixelBatch> batches, int columns, int rows)
    {
        var (width, height) = (batches[0].Width, batches[0].Height);
        var channels = batches.Max(batch => batch.Channels);
        var pixels = new byte[columns * width * rows * height * channels];
        var n = 0;
        foreach (var batch in batches)
            for (var image = 0; image < batch.Count; image++, n++)
                for (var row = 0; row < height; row++)
                    for (var column = 0; column < width; column++)
                        for (var channel = 0; channel < channels; channel++)
                            pixels[((n / columns * height + row) * columns * width + n % columns * width + column) * channels + channel] =
                                // 16 levels are enough for a look, and halve the sheet.
                                (byte)((batch[image, channel, row, column] + 8) / 17 * 17);
        return Png.Encode(pixels, columns * width, rows * height, channels);
    }
}
