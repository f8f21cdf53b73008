using OxyPlot;
using OxyPlot.Series;

namespace Recurrent.Cli.Reports;

/// <summary>A grid of values as a picture of one coloured point each.</summary>
/// <remarks>OxyPlot's own heat map looks at its axes by reflection, which Native AOT cannot follow.</remarks>
internal sealed class GridPicture : XYAxisSeries
{
    private const int Shades = 128;
    private readonly double[,] _values;
    private readonly DataRect _place;

    /// <summary>Makes a picture.</summary>
    /// <param name="values">First index from left to right, second from the bottom up.</param>
    /// <param name="place">Centres of the first and the last points.</param>
    public GridPicture(double[,] values, DataRect place) => (_values, _place) = (values, place);

    public override void Render(IRenderContext rc)
    {
        var (first, last) = (this.Transform(_place.Left, _place.Bottom), this.Transform(_place.Right, _place.Top));
        var (width, height) = (_values.GetLength(0), _values.GetLength(1));
        rc.DrawImage(
            OxyImage.Create(Colours(), ImageFormat.Png), 0, 0, width, height,
            Math.Min(first.X, last.X), Math.Min(first.Y, last.Y), Math.Abs(last.X - first.X), Math.Abs(last.Y - first.Y), opacity: 1, interpolate: false);
    }

    protected override void UpdateMaxMin()
    {
        base.UpdateMaxMin();
        (MinX, MaxX, MinY, MaxY) = (_place.Left, _place.Right, _place.Bottom, _place.Top);
    }

    private OxyColor[,] Colours()
    {
        var palette = OxyPalettes.Viridis(Shades).Colors;
        var (width, height) = (_values.GetLength(0), _values.GetLength(1));
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in _values) (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
        var colours = new OxyColor[width, height];
        for (var column = 0; column < width; column++)
        {
            for (var row = 0; row < height; row++)
            {
                var share = highest > lowest ? (_values[column, row] - lowest) / (highest - lowest) : 0;
                colours[column, height - 1 - row] = palette[(int)(share * (Shades - 1))];
            }
        }
        return colours;
    }

    /// <summary>A rectangle in the units of the axes.</summary>
    internal readonly record struct DataRect(double Left, double Right, double Bottom, double Top);
}
