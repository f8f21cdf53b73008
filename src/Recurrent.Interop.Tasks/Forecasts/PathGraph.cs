using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>A forecaster that draws paths.</summary>
internal static class PathGraph
{
    public static TaskGraph Build(ForecasterState state) => throw new NotSupportedException("soon");
}
