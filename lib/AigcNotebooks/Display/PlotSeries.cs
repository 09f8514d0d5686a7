namespace AigcNotebooks.Display;

/// <summary>One named series of a <see cref="Plot"/>, already thinned for display.</summary>
internal sealed record PlotSeries(string Name, double[] X, double[] Y, string[]? Hover)
{
    /// <summary>How many points there were before thinning.</summary>
    public int PointCount { get; init; }

    /// <summary>The last value before thinning, NaN where there is none.</summary>
    public double Last { get; init; } = double.NaN;

    /// <summary>One a point, shown when the mouse is on it; null for none.</summary>
    public PixelBatch? Pictures { get; init; }

    /// <summary>Which colour of the palette.</summary>
    public int Color { get; init; }

    /// <summary>A raw series behind its moving average: pale, and not in the legend.</summary>
    public bool IsFaint { get; init; }

    /// <summary>So few points that each gets a marker on its line.</summary>
    public bool HasMarkers => Y.Length <= 40 && !IsFaint;

    /// <summary>True where the point can be drawn: both coordinates finite, and positive on a logarithmic axis.</summary>
    public bool IsDrawn(int point, bool logX, bool logY) =>
        double.IsFinite(X[point]) && double.IsFinite(Y[point]) && (!logX || X[point] > 0) && (!logY || Y[point] > 0);
}
