namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>The measures of one window.</summary>
/// <param name="Centre">Mean of the last season.</param>
/// <param name="Spread">Standard deviation over the context.</param>
/// <param name="Unit">What targets are counted in: the mean base error, or the mean of values that cannot be negative.</param>
/// <param name="IsFlat">Whether the past has no unit, because nothing ever changed.</param>
internal readonly record struct PathUnits(double Centre, double Spread, double Unit, bool IsFlat)
{
    /// <summary>Inputs further out than this say no more than that they are extreme.</summary>
    private const double Limit = 10;

    public float Level(double value) => Bounded((value - Centre) / Spread);

    public float Change(double value, double earlier) => Bounded((value - earlier) / Unit);

    public float Size(double value) => Bounded(Math.Log(1 + (value / Unit)));

    public float Ratio => (float)Math.Log(Unit / Spread);

    public float LogUnit => Bounded(Math.Log(Unit) / 3);

    private static float Bounded(double value) => (float)Math.Clamp(value, -Limit, Limit);
}
