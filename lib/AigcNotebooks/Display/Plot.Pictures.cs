using System.Numerics;
using static TorchSharp.torch;

namespace AigcNotebooks.Display;

public sealed partial class Plot
{
    /// <summary>Adds a series of markers that show a picture each when the mouse is on them: the digit behind a point of the latent space, say. Taught by notebook 03.</summary>
    /// <param name="name">Its name in the legend; no other series of this plot may have it.</param>
    /// <param name="x">Horizontal coordinates.</param>
    /// <param name="y">Vertical coordinates, as many.</param>
    /// <param name="pictures">As many, of shape (N, 1, H, W) or (N, 3, H, W), the same size in all series; floating-point values, or uint8 from 0 (black) to 255. Copied, never changed or disposed.</param>
    /// <param name="range">Of floating-point pictures: the values of black and of white. Without it (0, 1).</param>
    /// <param name="hover">Texts, as many, shown when the mouse is on a point.</param>
    /// <remarks>Pictures are seen where the HTML runs script: in the classic Notebook and on exported pages. JupyterLab and VS Code draw Plotly's JSON, which has no place for them; there the texts are shown.
    /// They are stored once, in 16 levels, as one sheet: 1,000 digits add about 150 kB to a notebook.</remarks>
    /// <exception cref="ArgumentException">The counts or sizes differ, the name is taken, this is no scatter plot, or it would have more than 1,000 pictures.</exception>
    public Plot Add<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y, Tensor pictures, (double Low, double High)? range = null, IEnumerable<string>? hover = null)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY>
    {
        if (Kind != PlotKind.Scatter)
            throw new ArgumentException($"Series \"{name}\": only the markers of a scatter plot show pictures.", nameof(pictures));
        var batch = ImageGrid.ToPixels(pictures, range);
        double[] across = Doubles(x), up = Doubles(y);
        if (batch.Count != up.Length)
            throw new ArgumentException($"Series \"{name}\" has {up.Length} points and {batch.Count} pictures; give one each.", nameof(pictures));
        if (Series.Select(series => series.Pictures).FirstOrDefault(other => other is not null) is { } first && (first.Height, first.Width) != (batch.Height, batch.Width))
            throw new ArgumentException($"The pictures of series \"{name}\" are {batch.Width} × {batch.Height} pixels; those before are {first.Width} × {first.Height}.", nameof(pictures));
        var plot = Add(name, across, up, hover?.ToArray(), pictures: batch);
        var count = plot.Series.Sum(series => series.Pictures?.Count ?? 0);
        return count <= HoverPictures.Limit ? plot
            : throw new ArgumentException($"With series \"{name}\" the plot has {count:N0} pictures, which would make the notebook large; it takes at most {HoverPictures.Limit:N0}. Plot fewer points, or this series without pictures.", nameof(pictures));
    }
}
