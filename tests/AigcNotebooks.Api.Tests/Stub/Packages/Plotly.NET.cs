// The little of Plotly.NET 5 that the kit uses, to compile against: an F# union, whose cases are nested classes.
namespace Plotly.NET;

public abstract class GenericChart
{
    public static string toFigureJson(GenericChart gChart) => throw null!;
}
