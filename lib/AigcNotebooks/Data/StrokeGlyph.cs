using System.Globalization;

namespace AigcNotebooks.Data;

/// <summary>One way to write a digit: smooth pieces through control points, in a box of about 100 by 100 with y downwards.</summary>
/// <param name="Weight">How often this way is chosen, relative to the digit's others.</param>
/// <param name="Pieces">The pieces; each is drawn as one smooth curve. Neighbours that meet in a corner share that point's index.</param>
/// <param name="Points">x and y of the control points.</param>
internal sealed record StrokeGlyph(float Weight, int[][] Pieces, (float X, float Y)[] Points)
{
    /// <summary>Reads "x,y x,y! x,y; x,y x,y": blanks part points, <c>!</c> marks a corner, <c>;</c> lifts the pen.</summary>
    public static StrokeGlyph Parse(float weight, string text)
    {
        var points = new List<(float X, float Y)>();
        var pieces = new List<int[]>();
        foreach (var stroke in text.Split(';'))
        {
            var piece = new List<int>();
            foreach (var token in stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var xy = token.TrimEnd('!').Split(',');
                piece.Add(points.Count);
                points.Add((float.Parse(xy[0], CultureInfo.InvariantCulture), float.Parse(xy[1], CultureInfo.InvariantCulture)));
                if (!token.EndsWith('!'))
                    continue;
                pieces.Add([.. piece]);
                piece = [points.Count - 1];
            }
            pieces.Add([.. piece]);
        }
        return new StrokeGlyph(weight, [.. pieces], [.. points]);
    }
}
